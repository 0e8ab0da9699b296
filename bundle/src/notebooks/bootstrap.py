# Databricks notebook source
# MAGIC %md
# MAGIC # Bootstrap
# MAGIC Makes what the other notebooks stand on: external location, catalog, schema, tables, grants. What is there already is left alone.

# COMMAND ----------

dbutils.widgets.text("catalog", "nanba_dev_bronze")
dbutils.widgets.text("schema", "default")
dbutils.widgets.text("storage_account", "stdlukdev")
dbutils.widgets.text("container", "bronze")
dbutils.widgets.text("storage_credential", "sc-stdlukdev")
dbutils.widgets.text("readers", "account users")

catalog = dbutils.widgets.get("catalog")
schema = dbutils.widgets.get("schema")
storage_account = dbutils.widgets.get("storage_account")
container = dbutils.widgets.get("container")
storage_credential = dbutils.widgets.get("storage_credential")
readers = dbutils.widgets.get("readers")

# Named as the Release Portal names what it provisions: two locations may not share a path, whatever they are called.
external_location = f"el-{storage_account}-{container}"
location = f"abfss://{container}@{storage_account}.dfs.core.windows.net/"

# COMMAND ----------

spark.sql(f"""
CREATE EXTERNAL LOCATION IF NOT EXISTS `{external_location}`
URL '{location}'
WITH (STORAGE CREDENTIAL `{storage_credential}`)
""")

spark.sql(f"CREATE CATALOG IF NOT EXISTS `{catalog}` MANAGED LOCATION '{location}'")
spark.sql(f"CREATE SCHEMA IF NOT EXISTS `{catalog}`.`{schema}`")

# COMMAND ----------

# MAGIC %sql
# MAGIC USE CATALOG IDENTIFIER(:catalog);
# MAGIC USE SCHEMA IDENTIFIER(:schema);
# MAGIC
# MAGIC CREATE TABLE IF NOT EXISTS orders_raw (
# MAGIC   order_id STRING,
# MAGIC   customer_id STRING,
# MAGIC   country STRING,
# MAGIC   status STRING,
# MAGIC   amount STRING,
# MAGIC   ordered_on STRING,
# MAGIC   updated_at STRING,
# MAGIC   file STRING COMMENT 'The file that the row was delivered in',
# MAGIC   loaded_at TIMESTAMP COMMENT 'When this pipeline read the file'
# MAGIC )
# MAGIC COMMENT 'Bronze: orders as delivered, every column a text';
# MAGIC
# MAGIC CREATE TABLE IF NOT EXISTS orders_curated (
# MAGIC   order_id BIGINT,
# MAGIC   customer_id BIGINT,
# MAGIC   country STRING,
# MAGIC   status STRING,
# MAGIC   amount DECIMAL(12, 2),
# MAGIC   ordered_on DATE,
# MAGIC   updated_at TIMESTAMP,
# MAGIC   loaded_at TIMESTAMP
# MAGIC )
# MAGIC COMMENT 'Silver: the last valid state of every order';
# MAGIC
# MAGIC CREATE TABLE IF NOT EXISTS orders_quarantine (
# MAGIC   reason STRING COMMENT 'Why the row did not become an order',
# MAGIC   order_id STRING,
# MAGIC   customer_id STRING,
# MAGIC   country STRING,
# MAGIC   status STRING,
# MAGIC   amount STRING,
# MAGIC   ordered_on STRING,
# MAGIC   updated_at STRING,
# MAGIC   file STRING,
# MAGIC   loaded_at TIMESTAMP
# MAGIC )
# MAGIC COMMENT 'Rows that silver did not take, as delivered, so that none is lost';
# MAGIC
# MAGIC CREATE TABLE IF NOT EXISTS orders_agg (
# MAGIC   month DATE,
# MAGIC   status STRING,
# MAGIC   orders BIGINT,
# MAGIC   amount DECIMAL(18, 2),
# MAGIC   average DECIMAL(18, 2),
# MAGIC   smallest DECIMAL(12, 2),
# MAGIC   largest DECIMAL(12, 2)
# MAGIC )
# MAGIC COMMENT 'Gold: orders per month and status';

# COMMAND ----------

spark.sql(f"GRANT USE CATALOG ON CATALOG `{catalog}` TO `{readers}`")
spark.sql(f"GRANT USE SCHEMA ON SCHEMA `{catalog}`.`{schema}` TO `{readers}`")
spark.sql(f"GRANT SELECT ON TABLE `{catalog}`.`{schema}`.orders_agg TO `{readers}`")
