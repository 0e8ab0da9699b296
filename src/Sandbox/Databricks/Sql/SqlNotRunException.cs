namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>A statement that the sandbox refuses to run; the message names what it is about.</summary>
public sealed class SqlNotRunException(string message) : Exception(message);
