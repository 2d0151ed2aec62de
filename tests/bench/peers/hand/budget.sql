SELECT JSON_OBJECT(
    'id' : 'Plan:' || plan.id, 'state' : plan.state, 'version' : plan.version,
    'startedAt' : to_char(plan.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'client' : JSON_OBJECT(
        'id' : 'Client:' || client.id, 'firstName' : client.first_name, 'lastName' : client.last_name),
    'budget' : JSON_OBJECT(
        'id' : 'Budget:' || budget.id, 'state' : budget.state,
        'validFrom' : budget.valid_from, 'validUntil' : budget.valid_until,
        'balance' : CASE WHEN balance.budget_id IS NOT NULL THEN JSON_OBJECT(
            'grantedCents' : balance.granted_cents, 'reservedCents' : balance.reserved_cents,
            'usedCents' : balance.used_cents, 'availableCents' : balance.available_cents) END,
        'lines' : (
            SELECT coalesce(json_agg(JSON_OBJECT(
                'lineNo' : line.line_no, 'kind' : line.kind, 'centsPerMonth' : line.cents_per_month,
                'minutesPerMonth' : line.minutes_per_month,
                'category' : JSON_OBJECT('code' : category.code, 'nameFi' : category.name_fi)
            ) ORDER BY line.line_no), '[]')
            FROM budget_line AS line JOIN service_category AS category ON category.code = line.category_code
            WHERE line.organiser_id = $1 AND line.budget_id = budget.id)),
    'items' : (
        SELECT JSON_OBJECT(
            'nodes' : coalesce(json_agg(JSON_OBJECT(
                'id' : 'PlanItem:' || item.id, 'state' : item.state, 'lineNo' : item.line_no, 'unit' : item.unit,
                'timeOfWeek' : item.time_of_week, 'quantityPerMonth' : item.quantity_per_month,
                'firstMonth' : item.first_month, 'lastMonth' : item.last_month,
                'addedAt' : to_char(item.added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                'category' : JSON_OBJECT('code' : category.code, 'nameFi' : category.name_fi),
                'offering' : JSON_OBJECT(
                    'id' : 'Offering:' || offering.id, 'name' : offering.name, 'languages' : offering.languages,
                    'servicePoint' : JSON_OBJECT(
                        'id' : 'ServicePoint:' || point.id, 'name' : point.name,
                        'streetAddress' : point.street_address)),
                'producer' : JSON_OBJECT(
                    'id' : 'Producer:' || producer.id, 'name' : producer.name, 'kind' : producer.kind)
            ) ORDER BY item.place) FILTER (WHERE item.place <= 25), '[]'),
            'pageInfo' : JSON_OBJECT(
                'hasNextPage' : coalesce(bool_or(item.place > 25), false),
                'endCursor' : (array_agg('0~' || item.added_at || '~' || item.id ORDER BY item.place DESC)
                    FILTER (WHERE item.place <= 25))[1]))
        FROM (
            SELECT *, row_number() OVER (ORDER BY added_at, id) AS place FROM plan_item
            WHERE plan_item.organiser_id = $1 AND plan_item.plan_id = plan.id ORDER BY added_at, id LIMIT 26
        ) AS item
        JOIN offering ON offering.organiser_id = $1 AND offering.id = item.offering_id
        JOIN service_point AS point ON point.id = offering.service_point_id
        JOIN producer ON producer.id = item.producer_id
        JOIN service_category AS category ON category.code = item.category_code)
) AS body, ARRAY[plan.client_id] AS subjects
FROM plan
JOIN client ON client.organiser_id = $1 AND client.id = plan.client_id
JOIN budget ON budget.organiser_id = $1 AND budget.id = plan.budget_id
LEFT JOIN budget_balance AS balance ON balance.organiser_id = $1 AND balance.budget_id = plan.budget_id
WHERE plan.organiser_id = $1 AND plan.id = $5 AND plan.client_id IN (:reached)
