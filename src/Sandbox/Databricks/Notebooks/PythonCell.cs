using System.Globalization;
using System.Text;
using ReleasePortal.Sandbox.Databricks.Sql;

namespace ReleasePortal.Sandbox.Databricks.Notebooks;

/// <summary>
/// Runs a Python cell of assignments and calls: widgets, <c>spark.sql</c> with <c>first</c>, <c>collect</c>, <c>count</c> and indexes,
/// <c>dbutils.notebook.exit</c>, <c>print</c> and <c>display</c>. Anything else fails with its line.
/// </summary>
sealed class PythonCell(NotebookRun notebook, NotebookCell cell)
{
    readonly IReadOnlyList<PythonToken> _tokens = new PythonLexer(cell.Source).Read();
    int _at;

    PythonToken Here => _tokens[_at];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (Here.Kind is not PythonKind.End && !notebook.HasExited)
        {
            if (Here.Kind is PythonKind.NewLine)
            {
                _at++;
                continue;
            }

            await StatementAsync(cancellationToken);
        }
    }

    async Task StatementAsync(CancellationToken cancellationToken)
    {
        var name = Here.Kind is PythonKind.Name && _tokens[_at + 1].Is("=") && !_tokens[_at + 2].Is("=") ? Here.Text : null;
        _at += name is null ? 0 : 2;
        var value = await SumAsync(cancellationToken);
        if (Here.Kind is not PythonKind.NewLine && !notebook.HasExited)
        {
            throw Unknown();
        }

        if (name is not null)
        {
            notebook.Variables[name] = value;
        }
    }

    async Task<object?> SumAsync(CancellationToken cancellationToken)
    {
        var value = await ValueAsync(cancellationToken);
        while (Here.Is("+"))
        {
            _at++;
            value = value is string left && await ValueAsync(cancellationToken) is string right ? left + right : throw Unknown();
        }

        return value;
    }

    async Task<object?> ValueAsync(CancellationToken cancellationToken)
    {
        var token = Here;
        _at++;
        object? value = token.Kind switch
        {
            PythonKind.Text => token.Text,
            PythonKind.Template => Filled(token),
            PythonKind.Number => long.Parse(token.Text, CultureInfo.InvariantCulture),
            PythonKind.Name when notebook.Variables.TryGetValue(token.Text, out var known) => known,
            PythonKind.Name => await CallAsync(DottedName(token.Text), token, cancellationToken),
            _ => throw Unknown(token),
        };
        while (Here.Is(".") || Here.Is("["))
        {
            value = Here.Is("[") ? await ItemAsync(value, cancellationToken) : await MethodAsync(value, cancellationToken);
        }

        return value;
    }

    string DottedName(string first)
    {
        var name = new StringBuilder(first);
        while (Here.Is(".") && _tokens[_at + 1].Kind is PythonKind.Name)
        {
            name.Append('.').Append(_tokens[_at + 1].Text);
            _at += 2;
        }

        return name.ToString();
    }

    async Task<object?> CallAsync(string function, PythonToken at, CancellationToken cancellationToken)
    {
        if (!Here.Is("("))
        {
            throw Unknown(at);
        }

        var arguments = await ArgumentsAsync(cancellationToken);
        switch (function, arguments)
        {
            case ("dbutils.widgets.text", [string name, string value, ..]):
                notebook.Define(name, value);
                return null;
            case ("dbutils.widgets.get", [string name]):
                return notebook.Widget(name);
            case ("dbutils.notebook.exit", [var result]):
                notebook.Exit(Shown(result));
                return null;
            case ("spark.sql", [string sql]):
                return await notebook.QueryAsync(sql, cell.Line + at.Line, cancellationToken);
            case ("print" or "display", _):
                return null;
            default:
                throw Unknown(at);
        }
    }

    async Task<List<object?>> ArgumentsAsync(CancellationToken cancellationToken)
    {
        List<object?> arguments = [];
        _at++;
        while (!Here.Is(")"))
        {
            arguments.Add(await SumAsync(cancellationToken));
            _at += Here.Is(",") ? 1 : Here.Is(")") ? 0 : throw Unknown();
        }

        _at++;
        return arguments;
    }

    async Task<object?> MethodAsync(object? value, CancellationToken cancellationToken)
    {
        var method = _tokens[_at + 1];
        _at += 2;
        if (!Here.Is("(") || await ArgumentsAsync(cancellationToken) is not [])
        {
            throw Unknown(method);
        }

        return (value, method.Text) switch
        {
            (SqlRows rows, "first") => rows.Rows.Count > 0 ? rows.Rows[0] : null,
            (SqlRows rows, "collect") => rows.Rows,
            (SqlRows rows, "count") => (long)rows.Rows.Count,
            (SqlRows, "show") => null,
            (string text, "strip") => text.Trim(),
            (string text, "lower") => text.ToLowerInvariant(),
            _ => throw Unknown(method),
        };
    }

    async Task<object?> ItemAsync(object? value, CancellationToken cancellationToken)
    {
        var bracket = Here;
        _at++;
        var index = await SumAsync(cancellationToken);
        if (!Here.Is("]"))
        {
            throw Unknown();
        }

        _at++;
        return (value, index) switch
        {
            (IReadOnlyList<IReadOnlyList<object?>> rows, long row) when row < rows.Count => rows[(int)row],
            (IReadOnlyList<object?> fields, long field) when field < fields.Count => fields[(int)field],
            _ => throw Unknown(bracket),
        };
    }

    string Filled(PythonToken template)
    {
        var text = new StringBuilder();
        for (var at = 0; at < template.Text.Length; at++)
        {
            var letter = template.Text[at];
            if (letter is '{' or '}' && at + 1 < template.Text.Length && template.Text[at + 1] == letter)
            {
                text.Append(letter);
                at++;
            }
            else if (letter is '{' && template.Text.IndexOf('}', at) is var end and > 0)
            {
                var name = template.Text[(at + 1)..end].Trim();
                text.Append(
                    notebook.Variables.TryGetValue(name, out var value)
                        ? Shown(value)
                        : throw new NotebookException($"NameError: name '{name}' is not defined"));
                at = end;
            }
            else
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }

    NotebookException Unknown() => Unknown(Here);

    NotebookException Unknown(PythonToken token)
    {
        var line = cell.Source.Split('\n')[token.Line].Trim();
        return new(
            $"Line {cell.Line + token.Line}: the sandbox does not run '{line}'. It knows widgets, spark.sql, dbutils.notebook.exit and assignments.");
    }

    /// <summary>As Python writes it: with a point, or an exponent from 16 digits on and below a ten-thousandth.</summary>
    static string Shown(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
        return Math.Abs(value) is >= 1e16 or (< 1e-4 and > 0) ? value.ToString("0.################e+00", CultureInfo.InvariantCulture)
            : text.Contains('e', StringComparison.Ordinal) ? value.ToString("0.0###############", CultureInfo.InvariantCulture)
            : text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    static string Shown(object? value) => value switch
    {
        null => "None",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(
            time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        float or double => Shown(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
