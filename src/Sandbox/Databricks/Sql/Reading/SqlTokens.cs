namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Looking at and cutting pieces of a statement.</summary>
static class SqlTokens
{
    public static bool Starts(this IReadOnlyList<SqlToken> tokens, params ReadOnlySpan<string> words) => tokens.Has(0, words);

    public static bool Has(this IReadOnlyList<SqlToken> tokens, int at, params ReadOnlySpan<string> words)
    {
        for (var index = 0; index < words.Length; index++)
        {
            if (at + index >= tokens.Count || !tokens[at + index].Is(words[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The index of the bracket that closes the one at <paramref name="open"/>.</summary>
    public static int Closing(this IReadOnlyList<SqlToken> tokens, int open)
    {
        var depth = 0;
        for (var index = open; index < tokens.Count; index++)
        {
            depth += tokens[index].Is("(") ? 1 : tokens[index].Is(")") ? -1 : 0;
            if (depth == 0)
            {
                return index;
            }
        }

        throw new SqlNotRunException("A bracket is never closed.");
    }
}
