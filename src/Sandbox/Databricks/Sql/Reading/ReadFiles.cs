using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>The table function <c>read_files</c>, for CSV with a schema of texts.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/functions/read_files</remarks>
static class ReadFiles
{
    static readonly string[] Known = ["format", "header", "schema", "sep"];

    public static (string DuckDb, IReadOnlyList<SqlColumn> Columns) Call(SqlCursor cursor, SqlScope scope, string alias)
    {
        cursor.Must("read_files", "(");
        var path = cursor.Here.Kind is SqlKind.Text
            ? cursor.Text()
            : throw new SqlNotRunException("read_files needs a path as its first argument.");
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (cursor.Take(","))
        {
            var name = cursor.Name();
            cursor.Must("=>");
            options[name] = Known.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? cursor.Here.Kind is SqlKind.Text ? cursor.Text() : cursor.Next().Text
                : throw new SqlNotRunException($"The sandbox does not know {name} => {cursor.Here} in read_files.");
        }

        cursor.Must(")");
        if (!options.GetValueOrDefault("format", "").Equals("csv", StringComparison.OrdinalIgnoreCase)
            || !options.TryGetValue("schema", out var schema))
        {
            throw new SqlNotRunException("read_files runs in the sandbox with format => 'csv' and a schema.");
        }

        var columns = Columns(schema);
        var files = string.Join(", ", scope.Files(path).Select(SqlValue.Quoted));
        var header = options.GetValueOrDefault("header", "false").Equals("true", StringComparison.OrdinalIgnoreCase);
        var separator = SqlValue.Quoted(options.GetValueOrDefault("sep", ","));
        var types = string.Join(", ", columns.Select(column => $"{SqlValue.Quoted(column)}: 'VARCHAR'"));
        var call = $"read_csv([{files}], auto_detect = false, header = {(header ? "true" : "false")}, delim = {separator}, quote = '\"', "
            + $@"escape = '\', null_padding = true, filename = true, columns = {{{types}}})";
        return (call,
        [
            .. columns.Select(column => new SqlColumn([], column, new(SparkType.String, $"{alias}.{StageDatabase.Name(column)}"))),
            new(["_metadata"], "file_name", new(SparkType.String, $"parse_filename({alias}.filename)"), IsInStar: false),
        ]);
    }

    static string[] Columns(string schema)
    {
        var cursor = new SqlCursor(SqlLexer.Statements(schema).Single());
        var columns = cursor.List(() => (Name: cursor.Name(), Type: cursor.Type()));
        return !cursor.IsAtEnd ? throw cursor.Unknown()
            : columns.Find(column => !column.Type.IsString) is { Name: not null } other
                ? throw new SqlNotRunException(
                    $"read_files runs in the sandbox with columns of the type STRING, not {other.Type} as {other.Name}.")
            : [.. columns.Select(column => column.Name)];
    }
}
