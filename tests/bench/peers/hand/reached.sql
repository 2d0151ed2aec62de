SELECT reach.client_id FROM reach
WHERE reach.organiser_id = $1 AND reach.party_id = $2 AND reach.scope <> 'ORDER'
    AND reach.valid_from <= ctx_today() AND (reach.valid_until IS NULL OR reach.valid_until >= ctx_today())
    AND ($3::text <> 'REPRESENTATIVE' OR reach.client_id = $4::uuid)
    AND (reach.ground <> 'EMERGENCY' OR $3 IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR $4 IS NULL) AND (reach.ground <> 'SUBSTITUTION' OR $4 IS NOT NULL)
