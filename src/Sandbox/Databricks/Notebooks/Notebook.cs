namespace ReleasePortal.Sandbox.Databricks.Notebooks;

enum CellLanguage
{
    Text,
    Sql,
    Python,
}

/// <param name="Line">Where its first line stands in the file.</param>
sealed record NotebookCell(CellLanguage Language, string Source, int Line);

/// <summary>A notebook's source in cells.</summary>
/// <remarks>https://docs.databricks.com/aws/en/notebooks/notebook-format</remarks>
static class Notebook
{
    /// <param name="language">Of the notebook, as the workspace knows it.</param>
    /// <exception cref="NotebookException">A cell is in a language that the sandbox does not run.</exception>
    public static IReadOnlyList<NotebookCell> Cells(string source, string? language)
    {
        var comment = language switch
        {
            "PYTHON" => "#",
            "SQL" => "--",
            _ => throw new NotebookException($"The sandbox runs notebooks in Python and SQL, not in {language ?? "no language"}."),
        };
        List<NotebookCell> cells = [];
        List<string> lines = [];
        var start = 2;
        foreach (var (index, line) in source.ReplaceLineEndings("\n").Split('\n').Append($"{comment} COMMAND ----------").Index().Skip(1))
        {
            if (line.TrimEnd() != $"{comment} COMMAND ----------")
            {
                lines.Add(line);
                continue;
            }

            cells.Add(Cell(lines, comment, language, start));
            lines = [];
            start = index + 2;
        }

        return [.. cells.Where(cell => cell.Language is not CellLanguage.Text && cell.Source.Trim().Length > 0)];
    }

    static NotebookCell Cell(List<string> lines, string comment, string language, int line)
    {
        var prefix = $"{comment} MAGIC";
        var blank = lines.TakeWhile(text => text.Trim().Length == 0).Count();
        if (blank == lines.Count || !lines[blank].StartsWith(prefix, StringComparison.Ordinal))
        {
            return new(language is "SQL" ? CellLanguage.Sql : CellLanguage.Python, string.Join('\n', lines), line);
        }

        string[] inner = [.. lines.Skip(blank)
            .Select(text => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..].TrimStart(' ') : text)];
        var magic = inner[0].Split(' ', 2)[0].Trim();
        inner[0] = inner[0][magic.Length..];
        return magic switch
        {
            "%md" => new(CellLanguage.Text, "", line),
            "%sql" => new(CellLanguage.Sql, string.Join('\n', inner), line + blank),
            "%python" => new(CellLanguage.Python, string.Join('\n', inner), line + blank),
            _ => throw new NotebookException($"Line {line + blank}: the sandbox does not run {magic} cells."),
        };
    }
}
