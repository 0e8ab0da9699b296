namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <param name="Frame">Empty for the usual one: up to the current row and its peers if there is an order, else all.</param>
sealed record SqlWindow(string Groups, string Frame, bool IsOrdered);

/// <summary>A call of an aggregate or window function, with all that may be written with it.</summary>
sealed record SqlAggregate(string Name, IReadOnlyList<SqlValue> Arguments)
{
    public bool IsDistinct { get; init; }

    public bool IsStar { get; init; }

    /// <summary>Empty if nulls are respected by word.</summary>
    public string? Nulls { get; init; }

    public string? Filter { get; init; }

    public SqlWindow? Window { get; init; }

    public SqlValue Only => Arguments is [var only] && !IsStar
        ? only
        : throw new SqlNotRunException($"{Name} runs in the sandbox with one argument, not with {(IsStar ? "*" : Arguments.Count)}.");

    /// <summary>A function of DuckDB in place of this one: distinct, filtered and over the window as it is.</summary>
    public string Call(string function, params IEnumerable<string> arguments) =>
        $"{function}({(IsDistinct ? "DISTINCT " : "")}{string.Join(", ", arguments)}{Nulls})"
        + (Filter is null ? "" : $" FILTER (WHERE {Filter})")
        + (Window is null ? "" : $" OVER ({Window.Groups}{Window.Frame})");
}
