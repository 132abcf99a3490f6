CREATE OR REPLACE TABLE ltv.features AS
SELECT user_id, COUNT(*) AS orders, SUM(total) AS spent
FROM raw.orders
GROUP BY user_id;
