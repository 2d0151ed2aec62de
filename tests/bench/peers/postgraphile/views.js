// What PostgreSQL does not tell of views: their keys, and to which rows they lead.
const within = (column, table) => `(organiser_id, ${column}) references ${table} (organiser_id, id)`;
const event = (table, name) => `${within("id", table)}|@fieldName ${name}|@foreignFieldName ${name}Events`;

export const views = {
  version: 1,
  config: {
    class: {
      "public.budget_balance": {
        tags: {
          primaryKey: "organiser_id,budget_id",
          foreignKey: `${within("budget_id", "budget")}|@fieldName budget|@foreignSimpleFieldName balance|@foreignFieldName balance`,
        },
      },
      "public.offering_price": {
        tags: {
          primaryKey: "organiser_id,id",
          foreignKey: [
            "(producer_id) references producer (id)|@fieldName producer|@foreignFieldName catalogue",
            "(category_code) references service_category (code)|@fieldName category|@foreignFieldName catalogue",
            "(service_point_id) references service_point (id)|@fieldName servicePoint|@foreignFieldName catalogue",
            "(municipality_code) references municipality (code)|@fieldName municipality|@foreignFieldName catalogue",
          ],
        },
      },
      "public.care_relationship": { attribute: { valid_from: { tags: { behavior: "+orderBy" } } } },
      "public.client_timeline": {
        tags: {
          primaryKey: "organiser_id,id,type",
          foreignKey: [
            `${within("client_id", "client")}|@fieldName client|@foreignFieldName timeline`,
            event("matter", "matter"),
            event("assessment", "assessment"),
            event("decision", "decision"),
            event("plan", "plan"),
            event("service_order", "order"),
            event("delivery", "delivery"),
          ],
        },
      },
    },
  },
};
