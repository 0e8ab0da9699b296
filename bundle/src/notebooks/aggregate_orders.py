# Databricks notebook source
# MAGIC %md
# MAGIC # Aggregate orders
# MAGIC Gold: count, sum, average, smallest and largest amount per month and status. A run writes the whole table, so it may be repeated.

# COMMAND ----------

dbutils.widgets.text("catalog", "nanba_dev_bronze")
dbutils.widgets.text("schema", "default")

# COMMAND ----------

# MAGIC %sql
# MAGIC USE CATALOG IDENTIFIER(:catalog);
# MAGIC USE SCHEMA IDENTIFIER(:schema);

# COMMAND ----------

# MAGIC %sql
# MAGIC INSERT OVERWRITE orders_agg
# MAGIC SELECT
# MAGIC   trunc(ordered_on, 'MM') AS month,
# MAGIC   status,
# MAGIC   count(*) AS orders,
# MAGIC   sum(amount) AS amount,
# MAGIC   round(CAST(avg(amount) AS DECIMAL(18, 6)), 2) AS average,
# MAGIC   min(amount) AS smallest,
# MAGIC   max(amount) AS largest
# MAGIC FROM orders_curated
# MAGIC GROUP BY trunc(ordered_on, 'MM'), status
