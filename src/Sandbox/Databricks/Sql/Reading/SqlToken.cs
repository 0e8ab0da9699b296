namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

enum SqlKind
{
    Word,
    Number,

    /// <summary>A string literal; the text is its value.</summary>
    Text,

    /// <summary>A quoted identifier; the text is its name.</summary>
    Name,

    /// <summary>A named parameter marker; the text is its name without the colon.</summary>
    Parameter,
    Symbol,
}

/// <summary>One piece of a statement, with the white space before it.</summary>
readonly record struct SqlToken(SqlKind Kind, string Text, string Before)
{
    public bool Is(string word) => Kind is SqlKind.Word or SqlKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Before + Kind switch
    {
        SqlKind.Text => $"'{Text.Replace("'", "''", StringComparison.Ordinal)}'",
        SqlKind.Name => $"\"{Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        SqlKind.Parameter => ":" + Text,
        _ => Text,
    };
}
