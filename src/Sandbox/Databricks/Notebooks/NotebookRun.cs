using System.Data.Common;
using ReleasePortal.Sandbox.Databricks.Sql;

namespace ReleasePortal.Sandbox.Databricks.Notebooks;

/// <summary>One notebook from its first cell to its last, or to <c>dbutils.notebook.exit</c>.</summary>
sealed class NotebookRun(SqlSession sql, IReadOnlyDictionary<string, string> parameters)
{
    readonly Dictionary<string, string> _widgets = parameters.ToDictionary(StringComparer.Ordinal);
    readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);

    /// <summary>Python's names, kept from cell to cell.</summary>
    public IDictionary<string, object?> Variables => _variables;

    /// <summary>What the notebook handed to <c>dbutils.notebook.exit</c>.</summary>
    public string? Result { get; private set; }

    public bool HasExited { get; private set; }

    /// <exception cref="NotebookException">A cell failed, or is nothing that the sandbox runs.</exception>
    public async Task RunAsync(IReadOnlyList<NotebookCell> cells, CancellationToken cancellationToken)
    {
        foreach (var cell in cells)
        {
            if (cell.Language is CellLanguage.Sql)
            {
                await QueryAsync(cell.Source, cell.Line, cancellationToken);
            }
            else
            {
                await new PythonCell(this, cell).RunAsync(cancellationToken);
            }

            if (HasExited)
            {
                return;
            }
        }
    }

    /// <summary>What a run was given wins over the default.</summary>
    public void Define(string widget, string value) => _widgets.TryAdd(widget, value);

    public string Widget(string name) => _widgets.TryGetValue(name, out var value)
        ? value
        : throw new NotebookException($"InputWidgetNotDefined: No input widget named {name} is defined");

    public void Exit(string result) => (Result, HasExited) = (result, true);

    public async Task<SqlRows> QueryAsync(string text, int line, CancellationToken cancellationToken)
    {
        try
        {
            return await sql.RunAsync(text, _widgets, cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or SqlNotRunException && !cancellationToken.IsCancellationRequested)
        {
            throw new NotebookException(
                fault.Message.Split("\n\nLINE ", 2)[0].Replace("\n", " ", StringComparison.Ordinal).Trim(),
                $"{fault.Message}\n\nin the cell at line {line}:\n{text.Trim()}", fault);
        }
    }
}
