using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>The name of a type, as in CAST and CREATE TABLE.</summary>
static class SqlTypes
{
    public static SparkType Type(this SqlCursor cursor)
    {
        var name = cursor.Next();
        if (name.Is("DECIMAL") || name.Is("DEC") || name.Is("NUMERIC"))
        {
            var digits = cursor.Sees("(") ? cursor.InBrackets(() => cursor.List(cursor.Whole)) : [10];
            return digits is [>= 1 and <= SparkType.MaxPrecision, ..] && digits.Count <= 2 && digits.ElementAtOrDefault(1) <= digits[0]
                ? SparkType.Decimal(digits[0], digits.ElementAtOrDefault(1))
                : throw new SqlNotRunException($"There is no DECIMAL({string.Join(", ", digits)}).");
        }

        return name.Kind is SqlKind.Word && SparkType.OfSpark(name.Text) is { } type && !cursor.Sees("(") && !cursor.Sees("<")
            ? type
            : throw new SqlNotRunException($"The sandbox does not know the type {name.Text}{(cursor.Sees("(") ? " with a length" : "")}.");
    }
}
