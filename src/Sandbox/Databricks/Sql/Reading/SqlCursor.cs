using System.Globalization;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>A place in a statement, which moves on as it is read. Whatever nobody asks for is refused by name.</summary>
sealed class SqlCursor(IReadOnlyList<SqlToken> tokens)
{
    /// <summary>Words that end what stands before them, so that they are no alias.</summary>
    static readonly HashSet<string> NoAlias = new(StringComparer.OrdinalIgnoreCase)
    {
        "ALL", "AND", "ANTI", "AS", "ASC", "BETWEEN", "BY", "CASE", "CLUSTER", "COLLATE", "CROSS", "DESC", "DISTINCT", "DISTRIBUTE", "ELSE",
        "END",
        "EXCEPT", "FILTER", "FOR", "FROM",
        "FULL", "GROUP", "HAVING", "IN", "INNER", "INTERSECT", "INTO", "IS", "JOIN", "LATERAL", "LEFT", "LIKE", "LIMIT", "MINUS", "NATURAL",
        "NOT", "NULLS", "OFFSET", "ON",
        "OR", "ORDER", "OUTER", "OVER", "PIVOT", "QUALIFY", "REGEXP", "RIGHT", "RLIKE", "SELECT", "SEMI", "SET", "SORT", "TABLESAMPLE",
        "THEN", "TIMESTAMP", "UNION", "UNPIVOT", "USING", "VALUES",
        "VERSION", "WHEN", "WHERE", "WINDOW", "WITH",
    };

    public int At { get; set; }

    public bool IsAtEnd => At >= tokens.Count;

    public SqlToken Here => IsAtEnd ? new(SqlKind.Symbol, "", "") : tokens[At];

    public IReadOnlyList<SqlToken> Tokens => tokens;

    public bool Sees(params ReadOnlySpan<string> words) => tokens.Has(At, words);

    public bool Take(params ReadOnlySpan<string> words)
    {
        if (!Sees(words))
        {
            return false;
        }

        At += words.Length;
        return true;
    }

    public void Must(params ReadOnlySpan<string> words)
    {
        if (!Take(words))
        {
            throw Unknown();
        }
    }

    public SqlToken Next()
    {
        var here = Here;
        At++;
        return here;
    }

    public string Name() => Here.Kind is SqlKind.Name or SqlKind.Word ? Next().Text : throw Unknown();

    /// <summary>With AS any name; without, none that begins what comes next. Null if there is none.</summary>
    public string? Alias() =>
        Take("AS") || Here.Kind is SqlKind.Name || (Here.Kind is SqlKind.Word && !NoAlias.Contains(Here.Text)) ? Name() : null;

    public IReadOnlyList<string> DottedName()
    {
        List<string> parts = [Name()];
        while (Sees(".") && At + 1 < tokens.Count && tokens[At + 1].Kind is SqlKind.Word or SqlKind.Name)
        {
            At++;
            parts.Add(Next().Text);
        }

        return parts;
    }

    public List<T> List<T>(Func<T> read)
    {
        List<T> items = [read()];
        while (Take(","))
        {
            items.Add(read());
        }

        return items;
    }

    public T InBrackets<T>(Func<T> read)
    {
        Must("(");
        var value = read();
        Must(")");
        return value;
    }

    /// <summary>The text of a literal; texts that stand side by side are one.</summary>
    public string Text()
    {
        var text = Here.Kind is SqlKind.Text ? Next().Text : throw Unknown();
        while (Here.Kind is SqlKind.Text)
        {
            text += Next().Text;
        }

        return text;
    }

    public int Whole() =>
        Here.Kind is SqlKind.Number && int.TryParse(Here.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && At++ >= 0
        ? number
        : throw Unknown();

    /// <summary>What was written from there to here.</summary>
    public string Written(int from) => string.Concat(tokens.Skip(from).Take(At - from)).Trim();

    public SqlNotRunException Unknown() => IsAtEnd
        ? new("The sandbox misses something at the end of the statement.")
        : new($"The sandbox does not know {Here.ToString().Trim()} here: {string.Concat(tokens.Skip(Math.Max(0, At - 4)).Take(9)).Trim()}");
}
