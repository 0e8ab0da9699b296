namespace ReleasePortal.Sandbox.Databricks.Sql;

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

    /// <summary>The index behind the operand that begins at <paramref name="at"/>: a literal, a name, a call or a bracket, and its sign.</summary>
    public static int EndOfOperand(this IReadOnlyList<SqlToken> tokens, int at)
    {
        while (tokens.Has(at, "-") || tokens.Has(at, "+"))
        {
            at++;
        }

        if (at >= tokens.Count || tokens[at].Is("CASE"))
        {
            throw new SqlNotRunException("The sandbox divides by literals, names, calls and brackets only.");
        }

        at = tokens[at].Is("(") ? tokens.Closing(at) + 1 : at + 1;
        while (tokens.Has(at, ".") || tokens.Has(at, "("))
        {
            at = tokens[at].Is("(") ? tokens.Closing(at) + 1 : at + 2;
        }

        return at;
    }

    /// <summary>What stands between the brackets, cut at the commas of that level.</summary>
    public static IReadOnlyList<List<SqlToken>> Arguments(this IReadOnlyList<SqlToken> tokens, int open, int close)
    {
        List<List<SqlToken>> parts = [[]];
        var depth = 0;
        for (var index = open + 1; index < close; index++)
        {
            depth += tokens[index].Is("(") ? 1 : tokens[index].Is(")") ? -1 : 0;
            if (depth == 0 && tokens[index].Is(","))
            {
                parts.Add([]);
            }
            else
            {
                parts[^1].Add(tokens[index]);
            }
        }

        return parts is [[]] ? [] : parts;
    }

    /// <summary>A dotted name that begins at <paramref name="at"/>, and where it ends.</summary>
    public static (IReadOnlyList<string> Parts, int End) DottedName(this IReadOnlyList<SqlToken> tokens, int at)
    {
        List<string> parts = [];
        while (at < tokens.Count && tokens[at].Kind is SqlKind.Word or SqlKind.Name)
        {
            parts.Add(tokens[at++].Text);
            if (at >= tokens.Count || !tokens[at].Is("."))
            {
                break;
            }

            at++;
        }

        return parts.Count > 0 ? (parts, at) : throw new SqlNotRunException("A name is missing.");
    }
}
