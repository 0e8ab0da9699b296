# Databricks notebook source
# MAGIC %md
# MAGIC # Ingest orders
# MAGIC Bronze: every row of every delivered file, as it is, with the file's name and the time of reading.
# MAGIC A run reads all files again, so it may be repeated.

# COMMAND ----------

dbutils.widgets.text("catalog", "nanba_dev_bronze")
dbutils.widgets.text("schema", "default")
dbutils.widgets.text("source", "")

# COMMAND ----------

# MAGIC %sql
# MAGIC USE CATALOG IDENTIFIER(:catalog);
# MAGIC USE SCHEMA IDENTIFIER(:schema);

# COMMAND ----------

# MAGIC %sql
# MAGIC INSERT OVERWRITE orders_raw
# MAGIC SELECT
# MAGIC   order_id,
# MAGIC   customer_id,
# MAGIC   country,
# MAGIC   status,
# MAGIC   amount,
# MAGIC   ordered_on,
# MAGIC   updated_at,
# MAGIC   _metadata.file_name AS file,
# MAGIC   current_timestamp() AS loaded_at
# MAGIC FROM read_files(
# MAGIC   :source,
# MAGIC   format => 'csv',
# MAGIC   header => true,
# MAGIC   schema => 'order_id STRING, customer_id STRING, country STRING, status STRING, amount STRING,
# MAGIC     ordered_on STRING, updated_at STRING'
# MAGIC )
