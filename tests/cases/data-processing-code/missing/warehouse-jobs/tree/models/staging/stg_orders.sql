CREATE TABLE stg_orders AS
SELECT id, total FROM raw.orders
