# Databricks notebook source
# MAGIC %md
# MAGIC # Aggregate orders
# MAGIC Adds up the curated orders per day and country. Cancelled orders do not count.

# COMMAND ----------

dbutils.widgets.text("catalog", "nanba_dev_bronze")
dbutils.widgets.text("schema", "default")

catalog = dbutils.widgets.get("catalog")
schema = dbutils.widgets.get("schema")

# COMMAND ----------

spark.sql(f"""
CREATE OR REPLACE TABLE {catalog}.{schema}.orders_agg AS
SELECT
  order_day,
  country,
  count(*) AS orders,
  sum(amount) AS amount
FROM {catalog}.{schema}.orders_curated
WHERE status <> 'cancelled'
GROUP BY order_day, country
""")
