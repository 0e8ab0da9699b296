-- The bundle's SQL as a person would write it for DuckDB.
CREATE TABLE orders_raw AS
SELECT order_id, customer_id, country, status, amount, ordered_on, updated_at, parse_filename(filename) AS file, TIMESTAMP '2026-11-23 12:00:00' AS loaded_at
FROM read_csv(
  '$folder/*.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', null_padding = true, filename = true,
  columns = {'order_id': 'VARCHAR', 'customer_id': 'VARCHAR', 'country': 'VARCHAR', 'status': 'VARCHAR', 'amount': 'VARCHAR', 'ordered_on': 'VARCHAR', 'updated_at': 'VARCHAR'});

CREATE TEMP VIEW orders_typed AS
SELECT *,
  try_cast(order_id AS BIGINT) AS typed_order_id, lower(trim(status)) AS typed_status, try_cast(amount AS DECIMAL(12, 2)) AS typed_amount,
  try_cast(ordered_on AS DATE) AS typed_ordered_on, try_cast(updated_at AS TIMESTAMP) AS typed_updated_at
FROM orders_raw;

CREATE TEMP VIEW orders_valid AS
SELECT *,
  CASE
    WHEN typed_order_id IS NULL THEN 'no order number'
    WHEN typed_amount IS NULL THEN 'bad amount'
    WHEN typed_amount < 0 THEN 'negative amount'
    WHEN typed_ordered_on IS NULL THEN 'bad date'
    WHEN typed_status IS NULL OR typed_status NOT IN ('open', 'shipped', 'cancelled', 'returned') THEN 'unknown status'
  END AS fault
FROM orders_typed;

CREATE TEMP VIEW orders_judged AS
SELECT *,
  CASE
    WHEN fault IS NOT NULL THEN fault
    WHEN row_number() OVER (
      PARTITION BY typed_order_id, fault
      ORDER BY typed_updated_at DESC NULLS LAST, file DESC, typed_amount DESC, typed_status, typed_ordered_on DESC,
        customer_id, country, order_id, status, amount, ordered_on, updated_at
    ) > 1 THEN 'replaced by a later delivery'
  END AS reason
FROM orders_valid;

CREATE TABLE orders_curated AS
SELECT typed_order_id AS order_id, try_cast(customer_id AS BIGINT) AS customer_id, upper(trim(country)) AS country, typed_status AS status,
  typed_amount AS amount, typed_ordered_on AS ordered_on, typed_updated_at AS updated_at, loaded_at
FROM orders_judged WHERE reason IS NULL;

CREATE TABLE orders_quarantine AS
SELECT reason, order_id, customer_id, country, status, amount, ordered_on, updated_at, file, loaded_at FROM orders_judged WHERE reason IS NOT NULL;

CREATE TABLE orders_agg AS
SELECT CAST(date_trunc('month', ordered_on) AS DATE) AS month, status, count(*) AS orders, sum(amount) AS amount,
  round(CAST(avg(amount) AS DECIMAL(18, 6)), 2) AS average, min(amount) AS smallest, max(amount) AS largest
FROM orders_curated GROUP BY ALL;
