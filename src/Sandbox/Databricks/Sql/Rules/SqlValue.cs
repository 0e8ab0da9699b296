using System.Numerics;

namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>An expression: its type in Spark, and how DuckDB says it.</summary>
sealed record SqlValue(SparkType Type, string DuckDb)
{
    public static readonly SqlValue Null = new(SparkType.Void, "NULL");

    /// <summary>What a text literal says.</summary>
    public string? Text { get; init; }

    /// <summary>What an integer literal says.</summary>
    public BigInteger? Number { get; init; }

    /// <summary>Of a struct.</summary>
    public IReadOnlyList<(string Name, SqlValue Value)> Fields { get; init; } = [];

    public static SqlValue Literal(string text) => new(SparkType.String, Quoted(text)) { Text = text };

    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public SqlValue As(SparkType type) => SparkCasts.Cast(this, type, isTry: false);
}
