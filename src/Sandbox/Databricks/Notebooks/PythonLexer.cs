using System.Text;

namespace ReleasePortal.Sandbox.Databricks.Notebooks;

/// <summary>The little Python that notebooks of an ELT bundle need, in pieces.</summary>
sealed class PythonLexer(string source)
{
    readonly List<PythonToken> _tokens = [];
    int _at;
    int _line;
    int _depth;

    public IReadOnlyList<PythonToken> Read()
    {
        while (_at < source.Length)
        {
            Next();
        }

        _tokens.Add(new(PythonKind.NewLine, "", _line));
        _tokens.Add(new(PythonKind.End, "", _line));
        return _tokens;
    }

    void Next()
    {
        var letter = source[_at];
        if (letter is '\n')
        {
            // Within brackets a line simply goes on.
            if (_depth == 0)
            {
                _tokens.Add(new(PythonKind.NewLine, "", _line));
            }

            _line++;
            _at++;
        }
        else if (char.IsWhiteSpace(letter))
        {
            _at++;
        }
        else if (letter is '#')
        {
            _at = source.IndexOf('\n', _at) is var end and >= 0 ? end : source.Length;
        }
        else if (letter is '"' or '\'' || (letter is 'f' && _at + 1 < source.Length && source[_at + 1] is '"' or '\''))
        {
            Text(isTemplate: letter is 'f');
        }
        else if (char.IsLetterOrDigit(letter) || letter is '_')
        {
            var start = _at;
            while (_at < source.Length && (char.IsLetterOrDigit(source[_at]) || source[_at] is '_'))
            {
                _at++;
            }

            _tokens.Add(new(char.IsDigit(letter) ? PythonKind.Number : PythonKind.Name, source[start.._at], _line));
        }
        else
        {
            _depth += letter is '(' or '[' or '{' ? 1 : letter is ')' or ']' or '}' ? -1 : 0;
            _tokens.Add(new(PythonKind.Symbol, letter.ToString(), _line));
            _at++;
        }
    }

    void Text(bool isTemplate)
    {
        var line = _line;
        _at += isTemplate ? 1 : 0;
        var quote = source[_at].ToString();
        quote = string.CompareOrdinal(source, _at, quote + quote + quote, 0, 3) == 0 ? quote + quote + quote : quote;
        _at += quote.Length;
        var text = new StringBuilder();
        while (string.CompareOrdinal(source, _at, quote, 0, quote.Length) != 0)
        {
            if (_at >= source.Length || (quote.Length == 1 && source[_at] is '\n'))
            {
                throw new NotebookException("SyntaxError: unterminated string literal");
            }

            _line += source[_at] is '\n' ? 1 : 0;
            var escaped = source[_at] is '\\' && _at + 1 < source.Length;
            text.Append(escaped ? Escaped(source[_at + 1]) : source[_at].ToString());
            _at += escaped ? 2 : 1;
        }

        _at += quote.Length;
        _tokens.Add(new(isTemplate ? PythonKind.Template : PythonKind.Text, text.ToString(), line));
    }

    static string Escaped(char letter) =>
        letter switch { 'n' => "\n", 't' => "\t", '\n' => "", '\\' or '\'' or '"' => letter.ToString(), _ => $"\\{letter}" };
}
