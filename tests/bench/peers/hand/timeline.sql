SELECT JSON_OBJECT(
    'id' : 'Client:' || client.id, 'firstName' : client.first_name, 'lastName' : client.last_name,
    'timeline' : (
        SELECT JSON_OBJECT(
            'nodes' : coalesce(json_agg(:event ORDER BY entry.place) FILTER (WHERE entry.place <= $6), '[]'),
            'pageInfo' : JSON_OBJECT(
                'hasNextPage' : coalesce(bool_or(entry.place > $6), false),
                'endCursor' : (array_agg(
                    '0~' || entry.at || '~' || char_length(entry.type) || '~' || entry.type || '~' || entry.id
                    ORDER BY entry.place DESC) FILTER (WHERE entry.place <= $6))[1]))
        FROM (
            SELECT at, type, id, row_number() OVER (ORDER BY at DESC, type DESC, id DESC) AS place
            FROM client_timeline AS happened
            WHERE happened.organiser_id = $1 AND happened.client_id = client.id
                AND (happened.type <> 'AssessmentCompleted'
                    OR happened.client_id IN (:reached AND reach.scope <> 'FINANCIAL'))
            ORDER BY at DESC, type DESC, id DESC LIMIT $6::int + 1
        ) AS entry)
) AS body, ARRAY[client.id] AS subjects
FROM client
WHERE client.organiser_id = $1 AND client.id = $5 AND client.id IN (:reached)
