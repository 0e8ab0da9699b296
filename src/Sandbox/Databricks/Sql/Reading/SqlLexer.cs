using System.Text;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Spark SQL in pieces. Comments go; they are white space.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-literals</remarks>
sealed class SqlLexer
{
    static readonly string[] Symbols = ["<=>", "=>", "||", "::", "<=", ">=", "<>", "!=", "==", "->", "<<", ">>", "**", "//"];

    readonly string _sql;
    int _at;

    SqlLexer(string sql) => _sql = sql;

    /// <summary>The statements of a cell; those without a word are left out.</summary>
    public static IReadOnlyList<List<SqlToken>> Statements(string sql)
    {
        List<List<SqlToken>> statements = [[]];
        foreach (var token in new SqlLexer(sql).Read())
        {
            if (token.Is(";"))
            {
                statements.Add([]);
            }
            else
            {
                statements[^1].Add(token);
            }
        }

        return [.. statements.Where(statement => statement.Count > 0)];
    }

    IEnumerable<SqlToken> Read()
    {
        while (true)
        {
            var before = Space();
            if (_at >= _sql.Length)
            {
                yield break;
            }

            yield return Next(before);
        }
    }

    SqlToken Next(string before)
    {
        var first = _sql[_at];
        return first switch
        {
            '`' => new(SqlKind.Name, Name(), before),
            '\'' or '"' => new(SqlKind.Text, Quoted(first, escapes: true), before),
            'r' or 'R' when Peek(1) is '\'' or '"' => new(SqlKind.Text, Quoted(_sql[++_at], escapes: false), before),
            ':' when Peek(1) is var next && (char.IsLetter(next) || next is '_') && Peek(-1) is not ':' =>
                new(SqlKind.Parameter, Rest(1, IsWordPart), before),
            _ when char.IsLetter(first) || first is '_' => new(SqlKind.Word, Rest(0, IsWordPart), before),
            _ when char.IsDigit(first)
                || (first is '.' && char.IsDigit(Peek(1)) && !IsWordPart(Peek(-1)) && Peek(-1) is not ('`' or ')')) =>
                    new(SqlKind.Number, Number(), before),
            _ => new(SqlKind.Symbol, Symbol(), before),
        };
    }

    string Symbol()
    {
        var symbol = Symbols.FirstOrDefault(known => string.CompareOrdinal(_sql, _at, known, 0, known.Length) == 0) ?? _sql[_at].ToString();
        _at += symbol.Length;
        return symbol;
    }

    string Space()
    {
        var space = new StringBuilder();
        while (_at < _sql.Length)
        {
            if (char.IsWhiteSpace(_sql[_at]))
            {
                space.Append(_sql[_at++]);
            }
            else if (_sql[_at] is '-' && Peek(1) is '-')
            {
                Skip(_sql.IndexOf('\n', _at));
            }
            else if (_sql[_at] is '/' && Peek(1) is '*')
            {
                space.Append(' ');
                Comment();
            }
            else
            {
                break;
            }
        }

        return space.ToString();
    }

    /// <summary>Within a comment may be others.</summary>
    void Comment()
    {
        var depth = 0;
        do
        {
            var step = (Peek(0), Peek(1)) switch { ('/', '*') => 1, ('*', '/') => -1, _ => 0 };
            depth += step;
            _at += step == 0 ? 1 : 2;
        }
        while (depth > 0 && _at < _sql.Length);
        if (depth > 0)
        {
            throw new SqlNotRunException("A comment is never closed.");
        }
    }

    void Skip(int end) => _at = end < 0 ? _sql.Length : end;

    string Rest(int skip, Func<char, bool> belongs)
    {
        var start = _at += skip;
        while (_at < _sql.Length && belongs(_sql[_at]))
        {
            _at++;
        }

        return _sql[start.._at];
    }

    /// <summary>With its exponent and the letters of its type, whatever they are.</summary>
    string Number()
    {
        var start = _at;
        while (char.IsLetterOrDigit(Peek(0))
            || Peek(0) is '.' or '_'
            || (Peek(0) is '+' or '-' && Peek(-1) is 'e' or 'E' && char.IsDigit(Peek(1))))
        {
            _at++;
        }

        return _sql[start.._at];
    }

    string Name()
    {
        var name = new StringBuilder();
        for (_at++; _at < _sql.Length; _at++)
        {
            if (_sql[_at] is '`' && Peek(1) is not '`')
            {
                _at++;
                return name.ToString();
            }

            name.Append(_sql[_at]);
            _at += _sql[_at] is '`' ? 1 : 0;
        }

        throw new SqlNotRunException("A ` is never closed.");
    }

    /// <summary>A doubled quote ends one text and begins the next in Spark 3.5, and is a quote in Spark 4: neither is guessed.</summary>
    string Quoted(char quote, bool escapes)
    {
        var text = new StringBuilder();
        for (_at++; _at < _sql.Length; _at++)
        {
            if (_sql[_at] == quote)
            {
                _at++;
                return Peek(0) == quote
                    ? throw new SqlNotRunException($"The sandbox does not know {quote}{quote} within a text; a quote is written \\{quote}.")
                    : text.ToString();
            }

            if (escapes && _sql[_at] is '\\' && _at + 1 < _sql.Length)
            {
                _at++;
                Escaped(text);
            }
            else
            {
                text.Append(_sql[_at]);
            }
        }

        throw new SqlNotRunException($"A {quote} is never closed.");
    }

    /// <summary>The backslash before % and _ stays, for LIKE.</summary>
    void Escaped(StringBuilder text)
    {
        var letter = _sql[_at];
        if (letter is 'u' or 'U' || char.IsDigit(letter) && !(letter is '0' && !char.IsDigit(Peek(1))))
        {
            throw new SqlNotRunException($"The sandbox does not know \\{letter} in a text.");
        }

        _ = letter is '%' or '_' ? text.Append('\\').Append(letter)
            : text.Append(letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'Z' => '\x1a', '0' => '\0', _ => letter });
    }

    char Peek(int ahead) => _at + ahead >= 0 && _at + ahead < _sql.Length ? _sql[_at + ahead] : '\0';

    static bool IsWordPart(char part) => char.IsLetterOrDigit(part) || part is '_';
}
