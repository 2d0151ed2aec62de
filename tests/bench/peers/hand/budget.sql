SELECT concat('{"id":"Plan:', plan.id, '","state":"', plan.state, '","version":', plan.version,
    ',"startedAt":"', to_char(plan.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    '","client":', concat('{"id":"Client:', client.id, '","firstName":', to_json(client.first_name),
    ',"lastName":', to_json(client.last_name), '}'), ',"budget":', concat('{"id":"Budget:', budget.id,
    '","state":"', budget.state, '","validFrom":"', budget.valid_from, '","validUntil":',
    coalesce('"' || budget.valid_until || '"', 'null'), ',"balance":',
    coalesce(CASE WHEN balance.budget_id IS NOT NULL THEN concat('{"grantedCents":', balance.granted_cents,
    ',"reservedCents":', balance.reserved_cents, ',"usedCents":', balance.used_cents, ',"availableCents":',
    balance.available_cents, '}') END, 'null'), ',"lines":', (
            SELECT concat('[', string_agg(concat('{"lineNo":', line.line_no, ',"kind":"', line.kind,
            '","centsPerMonth":', line.cents_per_month, ',"minutesPerMonth":',
            coalesce(line.minutes_per_month::text, 'null'), ',"category":', concat('{"code":"', category.code,
            '","nameFi":', to_json(category.name_fi), '}'), '}'), ',' ORDER BY line.line_no), ']')
            FROM budget_line AS line JOIN service_category AS category ON category.code = line.category_code
            WHERE line.organiser_id = $1 AND line.budget_id = budget.id), '}'), ',"items":', (
        SELECT concat('{"nodes":', concat('[', string_agg(concat('{"id":"PlanItem:', item.id, '","state":"',
            item.state, '","lineNo":', item.line_no, ',"unit":"', item.unit, '","timeOfWeek":"',
            item.time_of_week, '","quantityPerMonth":', item.quantity_per_month, ',"firstMonth":',
            item.first_month, ',"lastMonth":', item.last_month, ',"addedAt":"',
            to_char(item.added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '","category":',
            concat('{"code":"', category.code, '","nameFi":', to_json(category.name_fi), '}'), ',"offering":',
            concat('{"id":"Offering:', offering.id, '","name":', to_json(offering.name), ',"languages":',
            to_json(offering.languages), ',"servicePoint":', concat('{"id":"ServicePoint:', point.id,
            '","name":', to_json(point.name), ',"streetAddress":', to_json(point.street_address), '}'), '}'),
            ',"producer":', concat('{"id":"Producer:', producer.id, '","name":', to_json(producer.name),
            ',"kind":"', producer.kind, '"}'), '}'), ',' ORDER BY item.place) FILTER (WHERE item.place <= 25),
            ']'), ',"pageInfo":', concat('{"hasNextPage":', (coalesce(bool_or(item.place > 25), false))::text,
            ',"endCursor":',
            coalesce(to_json((array_agg('0~' || item.id ORDER BY item.place DESC)
                    FILTER (WHERE item.place <= 25))[1])::text, 'null'), '}'), '}')
        FROM (
            SELECT *, row_number() OVER (ORDER BY added_at, id) AS place FROM plan_item
            WHERE plan_item.organiser_id = $1 AND plan_item.plan_id = plan.id ORDER BY added_at, id LIMIT 26
        ) AS item
        JOIN offering ON offering.organiser_id = $1 AND offering.id = item.offering_id
        JOIN service_point AS point ON point.id = offering.service_point_id
        JOIN producer ON producer.id = item.producer_id
        JOIN service_category AS category ON category.code = item.category_code), '}') AS body,
            ARRAY[plan.client_id] AS subjects
FROM plan
JOIN client ON client.organiser_id = $1 AND client.id = plan.client_id
JOIN budget ON budget.organiser_id = $1 AND budget.id = plan.budget_id
LEFT JOIN budget_balance AS balance ON balance.organiser_id = $1 AND balance.budget_id = plan.budget_id
WHERE plan.organiser_id = $1 AND plan.id = $5 AND plan.client_id IN (:reached)
