# Databricks notebook source
# MAGIC %md
# MAGIC # Curate orders
# MAGIC Silver: typed, one row an order. A row that cannot be an order, or that a later delivery replaced, goes to quarantine with a reason.

# COMMAND ----------

dbutils.widgets.text("catalog", "nanba_dev_bronze")
dbutils.widgets.text("schema", "default")

# COMMAND ----------

# MAGIC %sql
# MAGIC USE CATALOG IDENTIFIER(:catalog);
# MAGIC USE SCHEMA IDENTIFIER(:schema);

# COMMAND ----------

# MAGIC %sql
# MAGIC CREATE OR REPLACE TEMPORARY VIEW orders_typed AS
# MAGIC SELECT
# MAGIC   *,
# MAGIC   try_cast(order_id AS BIGINT) AS typed_order_id,
# MAGIC   lower(trim(status)) AS typed_status,
# MAGIC   try_cast(amount AS DECIMAL(12, 2)) AS typed_amount,
# MAGIC   try_cast(ordered_on AS DATE) AS typed_ordered_on,
# MAGIC   try_cast(updated_at AS TIMESTAMP) AS typed_updated_at
# MAGIC FROM orders_raw;
# MAGIC
# MAGIC CREATE OR REPLACE TEMPORARY VIEW orders_valid AS
# MAGIC SELECT
# MAGIC   *,
# MAGIC   CASE
# MAGIC     WHEN typed_order_id IS NULL THEN 'no order number'
# MAGIC     WHEN typed_amount IS NULL THEN 'bad amount'
# MAGIC     WHEN typed_amount < 0 THEN 'negative amount'
# MAGIC     WHEN typed_ordered_on IS NULL THEN 'bad date'
# MAGIC     WHEN typed_status IS NULL OR typed_status NOT IN ('open', 'shipped', 'cancelled', 'returned') THEN 'unknown status'
# MAGIC   END AS fault
# MAGIC FROM orders_typed;
# MAGIC
# MAGIC -- Only valid rows replace each other: a broken update does not take an order away. The order leaves nothing to chance, since
# MAGIC -- silver and quarantine are written one after the other: a row that won for one and lost for the other would be in both, or gone.
# MAGIC CREATE OR REPLACE TEMPORARY VIEW orders_judged AS
# MAGIC SELECT
# MAGIC   *,
# MAGIC   CASE
# MAGIC     WHEN fault IS NOT NULL THEN fault
# MAGIC     WHEN row_number() OVER (
# MAGIC       PARTITION BY typed_order_id, fault
# MAGIC       ORDER BY
# MAGIC         typed_updated_at DESC NULLS LAST, file DESC, typed_amount DESC, typed_status, typed_ordered_on DESC,
# MAGIC         customer_id, country, order_id, status, amount, ordered_on, updated_at
# MAGIC     ) > 1 THEN 'replaced by a later delivery'
# MAGIC   END AS reason
# MAGIC FROM orders_valid

# COMMAND ----------

# MAGIC %sql
# MAGIC INSERT OVERWRITE orders_curated
# MAGIC SELECT
# MAGIC   typed_order_id,
# MAGIC   try_cast(customer_id AS BIGINT),
# MAGIC   upper(trim(country)),
# MAGIC   typed_status,
# MAGIC   typed_amount,
# MAGIC   typed_ordered_on,
# MAGIC   typed_updated_at,
# MAGIC   loaded_at
# MAGIC FROM orders_judged
# MAGIC WHERE reason IS NULL

# COMMAND ----------

# MAGIC %sql
# MAGIC INSERT OVERWRITE orders_quarantine
# MAGIC SELECT reason, order_id, customer_id, country, status, amount, ordered_on, updated_at, file, loaded_at
# MAGIC FROM orders_judged
# MAGIC WHERE reason IS NOT NULL
