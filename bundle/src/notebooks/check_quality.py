# Databricks notebook source
# MAGIC %md
# MAGIC # Check quality
# MAGIC Fails the run with a sentence when the tables cannot be right. Its result is the number of rows of every table.

# COMMAND ----------

dbutils.widgets.text("catalog", "nanba_dev_bronze")
dbutils.widgets.text("schema", "default")
dbutils.widgets.text("max_age_hours", "36")

# COMMAND ----------

# MAGIC %sql
# MAGIC USE CATALOG IDENTIFIER(:catalog);
# MAGIC USE SCHEMA IDENTIFIER(:schema);

# COMMAND ----------

# MAGIC %sql
# MAGIC WITH counted AS (
# MAGIC   SELECT
# MAGIC     (SELECT count(*) FROM orders_raw) AS bronze,
# MAGIC     (SELECT count(*) FROM orders_curated) AS silver,
# MAGIC     (SELECT count(*) FROM orders_quarantine) AS quarantined
# MAGIC )
# MAGIC SELECT assert_true(
# MAGIC   bronze = silver + quarantined,
# MAGIC   concat('Rows do not add up: bronze has ', bronze, ', silver ', silver, ' and quarantine ', quarantined)
# MAGIC )
# MAGIC FROM counted

# COMMAND ----------

# MAGIC %sql
# MAGIC WITH added AS (
# MAGIC   SELECT
# MAGIC     (SELECT coalesce(sum(amount), 0) FROM orders_curated) AS silver,
# MAGIC     (SELECT coalesce(sum(amount), 0) FROM orders_agg) AS gold
# MAGIC )
# MAGIC SELECT assert_true(silver = gold, concat('Totals differ: silver adds up to ', silver, ', gold to ', gold))
# MAGIC FROM added

# COMMAND ----------

# MAGIC %sql
# MAGIC WITH negative AS (SELECT count(*) AS orders FROM orders_curated WHERE amount < 0)
# MAGIC SELECT assert_true(orders = 0, concat(orders, ' orders in silver have a negative amount'))
# MAGIC FROM negative

# COMMAND ----------

# MAGIC %sql
# MAGIC WITH unknown AS (
# MAGIC   SELECT count(*) AS orders, min(status) AS example
# MAGIC   FROM orders_curated
# MAGIC   WHERE status NOT IN ('open', 'shipped', 'cancelled', 'returned')
# MAGIC )
# MAGIC SELECT assert_true(orders = 0, concat(orders, ' orders in silver have an unknown status, such as ', example))
# MAGIC FROM unknown

# COMMAND ----------

# MAGIC %sql
# MAGIC WITH loaded AS (SELECT count(*) AS orders FROM orders_raw)
# MAGIC SELECT assert_true(CAST(:max_age_hours AS INT) = 0 OR orders > 0, 'No orders were loaded: bronze is empty')
# MAGIC FROM loaded

# COMMAND ----------

# MAGIC %sql
# MAGIC WITH loaded AS (SELECT coalesce(timestampdiff(HOUR, max(loaded_at), current_timestamp()), 0) AS hours FROM orders_raw)
# MAGIC SELECT assert_true(
# MAGIC   CAST(:max_age_hours AS INT) = 0 OR hours <= CAST(:max_age_hours AS INT),
# MAGIC   concat('Orders were last loaded ', hours, ' hours ago, ', :max_age_hours, ' are allowed')
# MAGIC )
# MAGIC FROM loaded

# COMMAND ----------

counts = spark.sql("""
SELECT to_json(named_struct(
  'bronze', (SELECT count(*) FROM orders_raw),
  'silver', (SELECT count(*) FROM orders_curated),
  'gold', (SELECT count(*) FROM orders_agg),
  'quarantined', (SELECT count(*) FROM orders_quarantine)
))
""").first()[0]

dbutils.notebook.exit(counts)
