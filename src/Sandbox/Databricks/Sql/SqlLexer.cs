using System.Text;

namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>Spark SQL in pieces. Comments go; they are white space.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-literals</remarks>
sealed class SqlLexer
{
    static readonly string[] Symbols = ["<=>", "=>", "||", "::", "<=", ">=", "<>", "!=", "==", "->"];

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
            '`' => new(SqlKind.Name, Quoted('`', escapes: false), before),
            '\'' or '"' => new(SqlKind.Text, Quoted(first, escapes: true), before),
            ':' when Peek(1) is var next && (char.IsLetter(next) || next is '_') && Peek(-1) is not ':' => new(SqlKind.Parameter, Rest(1, IsWordPart), before),
            _ when char.IsLetter(first) || first is '_' => new(SqlKind.Word, Rest(0, IsWordPart), before),
            _ when char.IsDigit(first) => new(SqlKind.Number, Rest(0, part => char.IsLetterOrDigit(part) || part is '.'), before),
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
                Skip(_sql.IndexOf("*/", _at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : -1);
            }
            else
            {
                break;
            }
        }

        return space.ToString();
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

    string Quoted(char quote, bool escapes)
    {
        var text = new StringBuilder();
        for (_at++; _at < _sql.Length; _at++)
        {
            if (_sql[_at] == quote && Peek(1) != quote)
            {
                _at++;
                return text.ToString();
            }

            if (_sql[_at] == quote || (escapes && _sql[_at] is '\\' && _at + 1 < _sql.Length))
            {
                _at++;
                text.Append(_sql[_at - 1] is '\\' ? Escaped(_sql[_at]) : quote);
            }
            else
            {
                text.Append(_sql[_at]);
            }
        }

        throw new SqlNotRunException($"A {quote} is never closed.");
    }

    char Peek(int ahead) => _at + ahead >= 0 && _at + ahead < _sql.Length ? _sql[_at + ahead] : '\0';

    static char Escaped(char letter) => letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', _ => letter };

    static bool IsWordPart(char part) => char.IsLetterOrDigit(part) || part is '_';
}
