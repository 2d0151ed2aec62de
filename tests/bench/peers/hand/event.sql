CASE entry.type
WHEN 'DeliveryReported' THEN concat('{"__typename":"', entry.type, '","id":"DeliveryReported:', entry.id,
    '","at":"', :at, '","delivery":', coalesce((
        SELECT concat('{"id":"Delivery:', id, '","kind":"', kind, '","serviceDate":"', service_date,
            '","quantity":', quantity, ',"cents":', cents, '}')
        FROM delivery WHERE delivery.organiser_id = $1 AND delivery.id = entry.id), 'null'), '}')
WHEN 'MatterOpened' THEN concat('{"__typename":"', entry.type, '","id":"MatterOpened:', entry.id, '","at":"',
    :at, '","matter":', coalesce((
        SELECT concat('{"id":"Matter:', id, '","serviceTask":"', service_task, '","state":"', state, '"}')
        FROM matter WHERE matter.organiser_id = $1 AND matter.id = entry.id), 'null'), '}')
WHEN 'AssessmentCompleted' THEN concat('{"__typename":"', entry.type, '","id":"AssessmentCompleted:', entry.id,
    '","at":"', :at, '","assessment":', coalesce((
        SELECT concat('{"id":"Assessment:', id, '","state":"', state, '"}')
        FROM assessment WHERE assessment.organiser_id = $1 AND assessment.id = entry.id), 'null'), '}')
WHEN 'DecisionMade' THEN concat('{"__typename":"', entry.type, '","id":"DecisionMade:', entry.id, '","at":"',
    :at, '","decision":', coalesce((
        SELECT concat('{"id":"Decision:', id, '","kind":"', kind, '","grantedCents":', granted_cents, '}')
        FROM decision WHERE decision.organiser_id = $1 AND decision.id = entry.id), 'null'), '}')
WHEN 'OrderSent' THEN concat('{"__typename":"', entry.type, '","id":"OrderSent:', entry.id, '","at":"', :at,
    '","order":', coalesce((
        SELECT concat('{"id":"Order:', ordered.id, '","producer":', concat('{"id":"Producer:', producer.id,
            '","name":', to_json(producer.name), '}'), '}')
        FROM service_order AS ordered JOIN producer ON producer.id = ordered.producer_id
        WHERE ordered.organiser_id = $1 AND ordered.id = entry.id), 'null'), '}')
WHEN 'OrderAnswered' THEN concat('{"__typename":"', entry.type, '","id":"OrderAnswered:', entry.id, '","at":"',
    :at, '","order":', coalesce((
        SELECT concat('{"id":"Order:', ordered.id, '","state":"', ordered.state, '","producer":',
            concat('{"id":"Producer:', producer.id, '","name":', to_json(producer.name), '}'), '}')
        FROM service_order AS ordered JOIN producer ON producer.id = ordered.producer_id
        WHERE ordered.organiser_id = $1 AND ordered.id = entry.id), 'null'), '}')
ELSE concat('{"__typename":"', entry.type, '","id":"', entry.type || ':' || entry.id, '","at":"', :at,
    '","plan":', coalesce((
        SELECT concat('{"id":"Plan:', id, '","state":"', state, '"}')
        FROM plan WHERE plan.organiser_id = $1 AND plan.id = entry.id), 'null'), '}')
END
