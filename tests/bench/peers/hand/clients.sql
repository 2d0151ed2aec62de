SELECT concat('{"nodes":', concat('[', string_agg(concat('{"id":"Client:', client.id, '","firstName":',
    to_json(client.first_name), ',"lastName":', to_json(client.last_name), ',"birthDate":"', client.birth_date,
    '","municipality":', concat('{"code":"', home.code, '","nameFi":', to_json(home.name_fi), '}'),
    ',"careRelationships":', (
            SELECT concat('[', string_agg(concat('{"kind":"', care.kind, '","worker":', coalesce((
                    SELECT concat('{"id":"Worker:', worker.id, '","name":', to_json(worker.name), '}')
                    FROM worker WHERE worker.organiser_id = $1 AND worker.id = care.worker_id), 'null'), '}'),
                    ',' ORDER BY care.valid_from, care.id), ']')
            FROM care_relationship AS care
            WHERE care.organiser_id = $1 AND care.client_id = client.id), ',"budgets":', concat('{"nodes":', (
            SELECT concat('[', string_agg(concat('{"id":"Budget:', latest.id, '","state":"', latest.state,
            '","validFrom":"', latest.valid_from, '","validUntil":', coalesce('"' || latest.valid_until || '"',
            'null'), ',"balance":',
            coalesce(CASE WHEN balance.budget_id IS NOT NULL THEN concat('{"grantedCents":',
            balance.granted_cents, ',"reservedCents":', balance.reserved_cents, ',"usedCents":',
            balance.used_cents, ',"availableCents":', balance.available_cents, '}') END, 'null'), '}'),
            ',' ORDER BY latest.valid_from DESC, latest.id DESC), ']')
            FROM (
                SELECT id, state, valid_from, valid_until FROM budget
                WHERE budget.organiser_id = $1 AND budget.client_id = client.id
                ORDER BY valid_from DESC, id DESC LIMIT 3
            ) AS latest
            LEFT JOIN budget_balance AS balance
                ON balance.organiser_id = $1 AND balance.budget_id = latest.id), '}'), '}'),
                    ',' ORDER BY client.place) FILTER (WHERE client.place <= $5), ']'), ',"pageInfo":',
                    concat('{"hasNextPage":', (coalesce(bool_or(client.place > $5), false))::text,
                    ',"endCursor":', coalesce(to_json((array_agg(
            '1~' || client.id
            ORDER BY client.place DESC) FILTER (WHERE client.place <= $5))[1])::text, 'null'), '}'),
            '}') AS body, array_agg(client.id) FILTER (WHERE client.place <= $5) AS subjects
FROM (
    SELECT *, row_number() OVER (ORDER BY name_sort, id) AS place FROM client
    WHERE client.organiser_id = $1 AND client.id IN (:reached) ORDER BY name_sort, id LIMIT $5::int + 1
) AS client
JOIN municipality AS home ON home.code = client.municipality_code
