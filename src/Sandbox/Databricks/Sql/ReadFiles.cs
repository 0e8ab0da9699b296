namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>The table function <c>read_files</c>, for CSV with a schema.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/functions/read_files</remarks>
static class ReadFiles
{
    static readonly string[] Known = ["format", "header", "schema", "sep"];

    public static string Call(IReadOnlyList<List<SqlToken>> arguments, SqlScope scope)
    {
        var path = arguments is [[{ Kind: SqlKind.Text } first], ..] ? first.Text : throw new SqlNotRunException("read_files needs a path as its first argument.");
        var options = arguments.Skip(1).ToDictionary(
            argument => argument is [var name, var arrow, _] && arrow.Is("=>") && Known.Contains(name.Text, StringComparer.OrdinalIgnoreCase)
                ? name.Text
                : throw new SqlNotRunException($"The sandbox does not know {string.Concat(argument).Trim()} in read_files."),
            argument => argument[2].Text,
            StringComparer.OrdinalIgnoreCase);
        if (!options.GetValueOrDefault("format", "").Equals("csv", StringComparison.OrdinalIgnoreCase) || !options.TryGetValue("schema", out var schema))
        {
            throw new SqlNotRunException("read_files runs in the sandbox with format => 'csv' and a schema.");
        }

        var files = string.Join(", ", scope.Files(path).Select(Text));
        var header = options.GetValueOrDefault("header", "false");
        return $"read_csv([{files}], auto_detect = false, header = {header}, delim = {Text(options.GetValueOrDefault("sep", ","))}, quote = '\"', escape = '\"', "
            + $"null_padding = true, filename = true, columns = {{{Columns(schema)}}})";
    }

    public static string Metadata(string field) => field.ToLowerInvariant() switch
    {
        "file_name" => "parse_filename(filename)",
        "file_path" => "filename",
        _ => throw new SqlNotRunException($"The sandbox does not know _metadata.{field}."),
    };

    static string Columns(string schema) => string.Join(", ", SqlLexer.Statements(schema.Replace(',', ';')).Select(column => column is [var name, var type]
        ? $"{Text(name.Text)}: {Text(type.Text)}"
        : throw new SqlNotRunException($"The sandbox does not know the column {string.Concat(column).Trim()} in the schema of read_files.")));

    static string Text(string text) => new SqlToken(SqlKind.Text, text, "").ToString();
}
