using ReleasePortal.Sandbox.Databricks.Sql.Rules;

namespace ReleasePortal.Sandbox.Databricks.Sql.Reading;

/// <param name="Names">What ORDER BY may use besides the columns; null if those are all.</param>
sealed record SqlBlock(SqlQuery Query, SqlNames? Names);

/// <summary>Reads one SELECT. FROM is read before the columns, which mean nothing without it.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select</remarks>
sealed class SelectReader(SqlWork work, SqlNames outer)
{
    readonly SqlCursor _cursor = work.Cursor;
    readonly List<Item> _items = [];
    readonly List<SqlColumn> _aliases = [];

    public SqlBlock Read()
    {
        _cursor.Must("SELECT");
        var distinct = _cursor.Take("DISTINCT") ? "DISTINCT " : "";
        _ = distinct.Length == 0 && _cursor.Take("ALL");
        var start = _cursor.At;
        var (relation, columns) = From();
        var end = _cursor.At;

        _cursor.At = start;
        var names = new SqlNames(outer, columns);
        var named = new SqlNames(outer, columns) { Aliases = _aliases };
        do
        {
            Add(named);
        }
        while (_cursor.Take(","));
        if (relation.Length > 0)
        {
            _cursor.Must("FROM");
            _cursor.At = end;
        }

        var where = _cursor.Take("WHERE") ? $" WHERE {new ExpressionReader(work, names).Condition("WHERE").DuckDb}" : "";
        var group = _cursor.Take("GROUP", "BY") ? $" GROUP BY {Groups(named)}" : "";
        var having = _cursor.Take("HAVING") ? $" HAVING {new ExpressionReader(work, Unshadowed(named)).Condition("HAVING").DuckDb}" : "";
        var qualify = _cursor.Take("QUALIFY")
            ? $" QUALIFY {new ExpressionReader(work, Unshadowed(named)).Condition("QUALIFY").DuckDb}"
            : "";
        var list = string.Join(", ", _items.Select((item, index) => $"{item.Value.DuckDb} AS {SqlQuery.Column(index)}"));
        return new(
            new(
                [.. _items.Select(item => (item.Name, item.Value.Type))], $"SELECT {distinct}{list}{relation}{where}{group}{having}{qualify}"),
            names);
    }

    (string Relation, IReadOnlyList<SqlColumn> Columns) From()
    {
        for (var depth = 0; !_cursor.IsAtEnd && depth >= 0; _cursor.At++)
        {
            depth += _cursor.Sees("(") ? 1 : _cursor.Sees(")") ? -1 : 0;
            if (depth == 0 && _cursor.Sees("FROM") && !_cursor.Tokens[_cursor.At - 1].Is("DISTINCT"))
            {
                _cursor.At++;
                var (relation, columns) = new RelationReader(work, outer).Read();
                return ($" FROM {relation}", columns);
            }

            if (depth < 0 || (depth == 0 && IsAtJoint()))
            {
                break;
            }
        }

        return ("", []);
    }

    bool IsAtJoint() => _cursor.Sees("UNION") || _cursor.Sees("INTERSECT") || _cursor.Sees("MINUS")
        || (_cursor.Sees("EXCEPT") && !_cursor.Tokens[_cursor.At - 1].Is("*"));

    void Add(SqlNames named)
    {
        var start = _cursor.At;
        if (Star() is { } star)
        {
            _items.AddRange(star.Select(column => new Item(column.Name, column.Value, HasAggregate: false)));
            return;
        }

        var aggregates = work.Aggregates;
        var value = new ExpressionReader(work, named).Read();
        if (!value.Type.IsAtomic && !value.Type.IsVoid)
        {
            throw new SqlNotRunException($"The sandbox does not answer columns of the type {value.Type}: {_cursor.Written(start)}");
        }

        var written = _cursor.Written(start);
        var own = _cursor.Tokens[_cursor.At - 1] is { Kind: SqlKind.Word or SqlKind.Name } last && IsName(start) ? last.Text : written;
        var alias = _cursor.Alias();
        _items.Add(new(alias ?? own, value, work.Aggregates > aggregates));
        if (alias is not null)
        {
            _aliases.Add(new([], alias, value with { Text = null, Number = null }));
        }

        IReadOnlyList<SqlColumn>? Star()
        {
            List<string> qualifier = [];
            var at = _cursor.At;
            while (_cursor.Here.Kind is SqlKind.Word or SqlKind.Name && _cursor.Tokens.Has(_cursor.At + 1, "."))
            {
                qualifier.Add(_cursor.Next().Text);
                _cursor.At++;
            }

            if (!_cursor.Take("*"))
            {
                _cursor.At = at;
                return null;
            }

            var without = _cursor.Take("EXCEPT") ? _cursor.InBrackets(() => _cursor.List(_cursor.Name)) : [];
            SqlColumn[] all = [.. named.Columns.Where(
                column => (column.IsInStar || qualifier.Count > 0) && column.IsQualifiedBy(qualifier))];
            var unknown = without.Find(name => !Array.Exists(all, column => Same(column.Name, name)));
            return all.Length == 0 || unknown is not null
                ? throw new SqlNotRunException(
                    $"[UNRESOLVED_COLUMN] {unknown ?? string.Join('.', [.. qualifier, "*"])} cannot be resolved.")
                : [.. all.Where(column => !without.Exists(name => Same(column.Name, name)))];
        }
    }

    /// <summary>Whether only a dotted name was read since.</summary>
    bool IsName(int start) => Enumerable.Range(start, _cursor.At - start)
        .All(at => _cursor.Tokens[at] is { Kind: SqlKind.Word or SqlKind.Name } || _cursor.Tokens[at].Is("."));

    string Groups(SqlNames named)
    {
        if (_cursor.Take("ALL"))
        {
            return string.Join(", ", _items.Where(item => !item.HasAggregate).Select(item => item.Value.DuckDb)) is { Length: > 0 } all
                ? all
                : "()";
        }

        if (_cursor.Sees("ROLLUP", "(") || _cursor.Sees("CUBE", "(") || _cursor.Sees("GROUPING", "SETS"))
        {
            throw _cursor.Unknown();
        }

        return string.Join(
            ", ",
            _cursor.List(() => _cursor.Here.Kind is SqlKind.Number ? Place().DuckDb : new ExpressionReader(work, named).Read().DuckDb));
    }

    SqlValue Place()
    {
        var place = _cursor.Whole();
        return place >= 1 && place <= _items.Count && !_items[place - 1].HasAggregate
            ? _items[place - 1].Value
            : throw new SqlNotRunException($"[GROUP_BY_POS_OUT_OF_RANGE] GROUP BY position {place} is no column to group by.");
    }

    /// <summary>Which of two things of one name HAVING means is not clear enough to guess.</summary>
    SqlNames Unshadowed(SqlNames named) => _aliases.Find(alias => named.Columns.Any(column =>
            Same(column.Name, alias.Name) && column.Value.DuckDb != alias.Value.DuckDb)) is { } both && Mentions(both.Name)
        ? throw new SqlNotRunException(
            $"The sandbox does not know which {both.Name} is meant behind HAVING or QUALIFY: the column or what SELECT calls so.")
        : named;

    bool Mentions(string name)
    {
        var depth = 0;
        return _cursor.Tokens.Skip(_cursor.At)
            .TakeWhile(token => (depth += token.Is("(") ? 1 : token.Is(")") ? -1 : 0) >= 0 && !(depth == 0 && token.Is("ORDER")))
            .Any(token => token.Kind is SqlKind.Word or SqlKind.Name && token.Text.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    sealed record Item(string Name, SqlValue Value, bool HasAggregate);
}
