SELECT concat('{"nodes":', concat('[', string_agg(concat('{"id":"CatalogueOffering:', offered.id,
    '","offeringId":"Offering:', offered.id, '","name":', to_json(offered.name), ',"languages":',
    to_json(offered.languages), ',"unit":"', offered.unit, '","unitCents":', offered.unit_cents,
    ',"eveningCents":', offered.evening_cents, ',"saturdayCents":', offered.saturday_cents, ',"sundayCents":',
    offered.sunday_cents, ',"validFrom":"', offered.valid_from, '","validUntil":',
    coalesce('"' || offered.valid_until || '"', 'null'), ',"producerName":', to_json(offered.producer_name),
    ',"producerKind":"', offered.producer_kind, '","producer":', concat('{"id":"Producer:', offered.producer_id,
    '"}'), ',"category":', concat('{"code":"', category.code, '","nameFi":', to_json(category.name_fi), '}'),
    ',"servicePoint":', concat('{"id":"ServicePoint:', point.id, '","name":', to_json(point.name),
    ',"streetAddress":', to_json(point.street_address), ',"postalCode":', to_json(point.postal_code), '}'),
    ',"municipality":', concat('{"code":"', town.code, '","nameFi":', to_json(town.name_fi), '}'), '}'),
    ',' ORDER BY offered.place) FILTER (WHERE offered.place <= $4), ']'), ',"pageInfo":',
    concat('{"hasNextPage":', (coalesce(bool_or(offered.place > $4), false))::text, ',"endCursor":',
    coalesce(to_json((array_agg(
            '3~' || offered.id
            ORDER BY offered.place DESC) FILTER (WHERE offered.place <= $4))[1])::text, 'null'), '}'),
            '}') AS body, NULL::uuid[] AS subjects
FROM (
    SELECT id, name, name_sort, languages, unit, unit_cents, evening_cents, saturday_cents, sunday_cents,
    valid_from,
        valid_until, producer_id, producer_name, producer_kind, category_code, service_point_id,
            municipality_code,
        row_number() OVER (ORDER BY name_sort, id) AS place
    FROM offering_price
    WHERE offering_price.organiser_id = $1 AND category_code = $2 AND ':language' = ANY (languages) AND EXISTS (
        SELECT FROM service_area AS area
        WHERE area.service_point_id = offering_price.service_point_id AND area.municipality_code = $3)
    ORDER BY name_sort, id LIMIT $4::int + 1
) AS offered
JOIN service_category AS category ON category.code = offered.category_code
JOIN service_point AS point ON point.id = offered.service_point_id
JOIN municipality AS town ON town.code = offered.municipality_code
