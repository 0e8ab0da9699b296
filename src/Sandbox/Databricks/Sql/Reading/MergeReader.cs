using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <summary>Reads MERGE.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/delta-merge-into</remarks>
sealed class MergeReader(SqlWork work)
{
    readonly SqlCursor _cursor = work.Cursor;
    readonly List<string> _clauses = [];
    readonly List<string> _matched = [];

    public SqlStatement.Command Read()
    {
        _cursor.Must("MERGE", "INTO");
        var (table, alias, target) = new WriteReader(work).Target();
        _cursor.Must("USING");
        var (text, columns) = new RelationReader(work, SqlNames.None).Read();
        var source = new SqlNames(null, columns);
        var both = new SqlNames(null, [.. target.Columns, .. columns]);
        _cursor.Must("ON");
        var on = new ExpressionReader(work, both).Condition("ON").DuckDb;
        while (_cursor.Take("WHEN"))
        {
            Clause(table, target, source, both);
        }

        var merge = $"MERGE INTO {table.DuckDb} AS {alias} USING {text} ON {on} {string.Join(' ', _clauses)}";
        return _matched.Count == 0 ? new(merge) : new(Single(table, alias, text, on), merge);
    }

    /// <summary>No row of the target may be changed by two of the source.</summary>
    string Single(SqlTable table, string alias, string source, string on) =>
        "SELECT error('[DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE] Cannot perform Merge as multiple source rows matched "
        + "and attempted to modify the same target row.') "
        + $"FROM {table.DuckDb} AS {alias} JOIN {source} ON {on} WHERE {string.Join(" OR ", _matched)} GROUP BY {alias}.rowid HAVING count(*) > 1";

    void Clause(SqlTable table, SqlNames target, SqlNames source, SqlNames both)
    {
        var not = _cursor.Take("NOT");
        _cursor.Must("MATCHED");
        var isBySource = not && _cursor.Take("BY", "SOURCE");
        _ = not && !isBySource && _cursor.Take("BY", "TARGET");
        var names = isBySource ? target : not ? source : both;
        var condition = _cursor.Take("AND") ? new ExpressionReader(work, names).Condition("WHEN").DuckDb : null;
        _cursor.Must("THEN");
        var action = not && !isBySource ? Insert(table, source) : Change(table, names, source, isBySource);
        if (!not && !(action is "DELETE" && condition is null))
        {
            _matched.Add(condition ?? "true");
        }

        _clauses.Add(
            $"WHEN {(not ? "NOT " : "")}MATCHED{(isBySource ? " BY SOURCE" : "")}{(condition is null ? "" : $" AND {condition}")} THEN {action}");
    }

    string Change(SqlTable table, SqlNames names, SqlNames source, bool isBySource)
    {
        if (_cursor.Take("DELETE"))
        {
            return "DELETE";
        }

        _cursor.Must("UPDATE", "SET");
        return "UPDATE SET " + string.Join(", ", !isBySource && _cursor.Take("*")
            ? All(table, source).Select(item => $"{item.Column} = {item.Value}")
            : _cursor.List(() => new WriteReader(work).Change(table, names)));
    }

    string Insert(SqlTable table, SqlNames source)
    {
        _cursor.Must("INSERT");
        if (_cursor.Take("*"))
        {
            var all = All(table, source).ToArray();
            return $"INSERT ({string.Join(", ", all.Select(item => item.Column))}) VALUES ({string.Join(", ", all.Select(item => item.Value))})";
        }

        var columns = _cursor.InBrackets(() => _cursor.List(() => WriteReader.Column(table, _cursor.DottedName()[^1])));
        _cursor.Must("VALUES");
        var values = _cursor.InBrackets(() => _cursor.List(() => new ExpressionReader(work, source).Read()));
        if (values.Count != columns.Count)
        {
            throw new SqlNotRunException($"[INSERT_COLUMN_ARITY_MISMATCH] {columns.Count} columns take {values.Count} values.");
        }

        var taken = columns.Zip(values, (column, value) => SparkAssignment.To(column.Name, column.Type, value).DuckDb);
        return $"INSERT ({string.Join(", ", columns.Select(column => StageDatabase.Name(column.Name)))}) VALUES ({string.Join(", ", taken)})";
    }

    /// <summary>Every column of the target from the one of the same name.</summary>
    static IEnumerable<(string Column, string Value)> All(SqlTable table, SqlNames source) =>
        table.Columns.Select(
            column => (StageDatabase.Name(column.Name), SparkAssignment.To(column.Name, column.Type, source.Find([column.Name])).DuckDb));
}
