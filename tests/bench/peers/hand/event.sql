CASE entry.type
WHEN 'DeliveryReported' THEN JSON_OBJECT(
    '__typename' : entry.type, 'id' : 'DeliveryReported:' || entry.id, 'at' : :at, 'delivery' : (
        SELECT JSON_OBJECT(
            'id' : 'Delivery:' || id, 'kind' : kind, 'serviceDate' : service_date, 'quantity' : quantity,
            'cents' : cents)
        FROM delivery WHERE delivery.organiser_id = $1 AND delivery.id = entry.id))
WHEN 'MatterOpened' THEN JSON_OBJECT(
    '__typename' : entry.type, 'id' : 'MatterOpened:' || entry.id, 'at' : :at, 'matter' : (
        SELECT JSON_OBJECT('id' : 'Matter:' || id, 'serviceTask' : service_task, 'state' : state)
        FROM matter WHERE matter.organiser_id = $1 AND matter.id = entry.id))
WHEN 'AssessmentCompleted' THEN JSON_OBJECT(
    '__typename' : entry.type, 'id' : 'AssessmentCompleted:' || entry.id, 'at' : :at, 'assessment' : (
        SELECT JSON_OBJECT('id' : 'Assessment:' || id, 'state' : state)
        FROM assessment WHERE assessment.organiser_id = $1 AND assessment.id = entry.id))
WHEN 'DecisionMade' THEN JSON_OBJECT(
    '__typename' : entry.type, 'id' : 'DecisionMade:' || entry.id, 'at' : :at, 'decision' : (
        SELECT JSON_OBJECT('id' : 'Decision:' || id, 'kind' : kind, 'grantedCents' : granted_cents)
        FROM decision WHERE decision.organiser_id = $1 AND decision.id = entry.id))
WHEN 'OrderSent' THEN JSON_OBJECT(
    '__typename' : entry.type, 'id' : 'OrderSent:' || entry.id, 'at' : :at, 'order' : (
        SELECT JSON_OBJECT(
            'id' : 'Order:' || ordered.id,
            'producer' : JSON_OBJECT('id' : 'Producer:' || producer.id, 'name' : producer.name))
        FROM service_order AS ordered JOIN producer ON producer.id = ordered.producer_id
        WHERE ordered.organiser_id = $1 AND ordered.id = entry.id))
WHEN 'OrderAnswered' THEN JSON_OBJECT(
    '__typename' : entry.type, 'id' : 'OrderAnswered:' || entry.id, 'at' : :at, 'order' : (
        SELECT JSON_OBJECT(
            'id' : 'Order:' || ordered.id, 'state' : ordered.state,
            'producer' : JSON_OBJECT('id' : 'Producer:' || producer.id, 'name' : producer.name))
        FROM service_order AS ordered JOIN producer ON producer.id = ordered.producer_id
        WHERE ordered.organiser_id = $1 AND ordered.id = entry.id))
ELSE JSON_OBJECT(
    '__typename' : entry.type, 'id' : entry.type || ':' || entry.id, 'at' : :at, 'plan' : (
        SELECT JSON_OBJECT('id' : 'Plan:' || id, 'state' : state)
        FROM plan WHERE plan.organiser_id = $1 AND plan.id = entry.id))
END
