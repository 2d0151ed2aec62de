SELECT concat('{"id":"Client:', client.id, '","firstName":', to_json(client.first_name), ',"lastName":',
    to_json(client.last_name), ',"timeline":', (
        SELECT concat('{"nodes":', concat('[', string_agg(:event,
            ',' ORDER BY entry.place) FILTER (WHERE entry.place <= $6), ']'), ',"pageInfo":',
            concat('{"hasNextPage":', (coalesce(bool_or(entry.place > $6), false))::text, ',"endCursor":',
            coalesce(to_json((array_agg(
                    '0~' || char_length(entry.type) || '~' || entry.type || '~' || entry.id
                    ORDER BY entry.place DESC) FILTER (WHERE entry.place <= $6))[1])::text, 'null'), '}'), '}')
        FROM (
            SELECT at, type, id, row_number() OVER (ORDER BY at DESC, type DESC, id DESC) AS place
            FROM (
                (SELECT at, 'MatterOpened' AS type, id FROM matter_opened
                    WHERE organiser_id = $1 AND client_id = client.id
                    ORDER BY at DESC, id DESC LIMIT $6::int + 1)
                UNION ALL
                (SELECT at, 'AssessmentCompleted' AS type, id FROM assessment_completed
                    WHERE organiser_id = $1 AND client_id = client.id
                        AND client_id IN (:reached AND reach.scope <> 'FINANCIAL')
                    ORDER BY at DESC, id DESC LIMIT $6::int + 1)
                UNION ALL
                (SELECT at, 'DecisionMade' AS type, id FROM decision_made
                    WHERE organiser_id = $1 AND client_id = client.id
                    ORDER BY at DESC, id DESC LIMIT $6::int + 1)
                UNION ALL
                (SELECT at, 'PlanSubmitted' AS type, id FROM plan_submitted
                    WHERE organiser_id = $1 AND client_id = client.id
                    ORDER BY at DESC, id DESC LIMIT $6::int + 1)
                UNION ALL
                (SELECT at, 'PlanApproved' AS type, id FROM plan_approved
                    WHERE organiser_id = $1 AND client_id = client.id
                    ORDER BY at DESC, id DESC LIMIT $6::int + 1)
                UNION ALL
                (SELECT at, 'OrderSent' AS type, id FROM order_sent
                    WHERE organiser_id = $1 AND client_id = client.id
                    ORDER BY at DESC, id DESC LIMIT $6::int + 1)
                UNION ALL
                (SELECT at, 'OrderAnswered' AS type, id FROM order_answered
                    WHERE organiser_id = $1 AND client_id = client.id
                    ORDER BY at DESC, id DESC LIMIT $6::int + 1)
                UNION ALL
                (SELECT at, 'DeliveryReported' AS type, id FROM delivery_reported
                    WHERE organiser_id = $1 AND client_id = client.id
                    ORDER BY at DESC, id DESC LIMIT $6::int + 1)
            ) AS happened
            ORDER BY at DESC, type DESC, id DESC LIMIT $6::int + 1
        ) AS entry), '}') AS body, ARRAY[client.id] AS subjects
FROM client
WHERE client.organiser_id = $1 AND client.id = $5 AND client.id IN (:reached)
