# Databricks notebook source
# MAGIC %md
# MAGIC # Ingest orders
# MAGIC Reads the delivered orders as they are into `orders_raw`. Every run replaces the table, so a run may be repeated.

# COMMAND ----------

dbutils.widgets.text("catalog", "nanba_dev_bronze")
dbutils.widgets.text("schema", "default")
dbutils.widgets.text("source", "")

catalog = dbutils.widgets.get("catalog")
schema = dbutils.widgets.get("schema")
source = dbutils.widgets.get("source")

# COMMAND ----------

spark.sql(f"""
CREATE OR REPLACE TABLE {catalog}.{schema}.orders_raw AS
SELECT
  CAST(order_id AS BIGINT) AS order_id,
  CAST(customer_id AS BIGINT) AS customer_id,
  country,
  status,
  CAST(amount AS DECIMAL(12, 2)) AS amount,
  CAST(business_day AS DATE) AS business_day,
  CAST(load_day AS DATE) AS load_day
FROM read_files('{source}', format => 'csv', header => true)
""")
