namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>Aggregates and window functions, with the types that they have in Spark.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#aggregate-functions</remarks>
static class SparkAggregates
{
    static readonly Dictionary<string, Func<SqlAggregate, SqlValue>> Rules = new(StringComparer.OrdinalIgnoreCase)
    {
        ["any_value"] = call => Same(call, "first"),
        ["avg"] = Average,
        ["bool_and"] = call => new(SparkType.Boolean, call.Call("bool_and", SparkOperators.Condition(call.Only, call.Name).DuckDb)),
        ["bool_or"] = call => new(SparkType.Boolean, call.Call("bool_or", SparkOperators.Condition(call.Only, call.Name).DuckDb)),
        ["count"] = call => new(SparkType.BigInt, call.IsStar ? call.Call("count", "*") : call.Call("count", call.Only.DuckDb)),
        ["count_if"] = call => new(SparkType.BigInt, call.Call("count", $"CASE WHEN {SparkOperators.Condition(call.Only, call.Name).DuckDb} THEN 1 END")),
        ["first"] = call => Same(call, "first"),
        ["last"] = call => Same(call, "last"),
        ["max"] = call => Same(call, "max"),
        ["max_by"] = call => By(call, "arg_max_null"),
        ["mean"] = Average,
        ["median"] = call => new(SparkType.Double, call.Call("median", call.Only.As(SparkType.Double).DuckDb)),
        ["min"] = call => Same(call, "min"),
        ["min_by"] = call => By(call, "arg_min_null"),
        ["stddev"] = call => Spread(call, "stddev_samp"),
        ["stddev_pop"] = call => Spread(call, "stddev_pop"),
        ["stddev_samp"] = call => Spread(call, "stddev_samp"),
        ["sum"] = Sum,
        ["var_pop"] = call => Spread(call, "var_pop"),
        ["var_samp"] = call => Spread(call, "var_samp"),
        ["variance"] = call => Spread(call, "var_samp"),
    };

    static readonly Dictionary<string, Func<SqlAggregate, SqlValue>> OverWindows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cume_dist"] = call => Ranked(call, SparkType.Double),
        ["dense_rank"] = call => Ranked(call, SparkType.Int),
        ["first_value"] = call => Same(call, "first_value"),
        ["lag"] = Neighbour,
        ["last_value"] = call => Same(call, "last_value"),
        ["lead"] = Neighbour,
        ["ntile"] = call => call.Only.Number is not null ? Ranked(call, SparkType.Int, call.Only.DuckDb) : throw new SqlNotRunException("ntile takes a literal number."),
        ["percent_rank"] = call => Ranked(call, SparkType.Double),
        ["rank"] = call => Ranked(call, SparkType.Int),
        ["row_number"] = call => Ranked(call, SparkType.Int),
    };

    public static bool Knows(string name) => Rules.ContainsKey(name) || OverWindows.ContainsKey(name);

    /// <exception cref="SqlNotRunException">It does not run with these arguments, or not in this place.</exception>
    public static SqlValue Call(SqlAggregate call)
    {
        var isOfWindows = OverWindows.TryGetValue(call.Name, out var rule);
        return isOfWindows && call.Window is null ? throw new SqlNotRunException($"The sandbox runs {call.Name} with OVER only.")
            : isOfWindows && (call.IsDistinct || call.Filter is not null)
                ? throw new SqlNotRunException($"{call.Name} takes neither DISTINCT nor FILTER.")
            : call.Nulls is not null && !isOfWindows
                ? throw new SqlNotRunException($"The sandbox does not know{call.Nulls} with {call.Name}.")
            : call is { Window: not null, IsDistinct: true }
                ? throw new SqlNotRunException($"[DISTINCT_WINDOW_FUNCTION_UNSUPPORTED] {call.Name} takes no DISTINCT over a window.")
            : call.Arguments.Any(argument => !argument.Type.IsAtomic && !argument.Type.IsVoid)
                ? throw SparkCoercion.Mismatch(call.Name, call.Arguments.Select(argument => argument.Type))
            : (rule ?? Rules[call.Name])(call);
    }

    static SqlValue Same(SqlAggregate call, string function) => new(call.Only.Type, call.Call(function, call.Only.DuckDb));

    static SqlValue Sum(SqlAggregate call)
    {
        var type = call.Only.Type switch
        {
            { IsDecimal: true } decimals => SparkCoercion.Bounded(decimals.Precision + 10, decimals.Scale),
            { IsInteger: true } => SparkType.BigInt,
            { IsFraction: true } or { IsString: true } => SparkType.Double,
            var other => throw SparkCoercion.Mismatch(call.Name, other),
        };
        return new(
            type,
            $"CAST({call.Call("sum", type.Kind is SparkKind.Double ? call.Only.As(type).DuckDb : call.Only.DuckDb)} AS {type.DuckDb})");
    }

    /// <summary>Of decimals it is one, with four more digits of the fraction.</summary>
    static SqlValue Average(SqlAggregate call)
    {
        if (!call.Only.Type.IsDecimal)
        {
            return call.Only.Type is { IsNumber: true } or { IsString: true }
                ? new(SparkType.Double, call.Call("avg", call.Only.As(SparkType.Double).DuckDb))
                : throw SparkCoercion.Mismatch(call.Name, call.Only.Type);
        }

        var type = SparkCoercion.Bounded(call.Only.Type.Precision + 4, call.Only.Type.Scale + 4);
        var (sum, count) = (call.Call("sum", call.Only.DuckDb), call.Call("count", call.Only.DuckDb));
        return new(
            type,
            $"CAST({SparkNative.Decimal}(CAST({sum} AS VARCHAR), '/', CAST(nullif({count}, 0) AS VARCHAR), {type.Scale}) AS {type.DuckDb})");
    }

    static SqlValue By(SqlAggregate call, string function) => call.Arguments is [var value, var order]
        ? new(value.Type, call.Call(function, value.DuckDb, order.DuckDb))
        : throw new SqlNotRunException($"{call.Name} takes two arguments.");

    static SqlValue Spread(SqlAggregate call, string function) =>
        new(SparkType.Double, call.Call(function, call.Only.As(SparkType.Double).DuckDb));

    static SqlValue Ranked(SqlAggregate call, SparkType type, params string[] arguments) =>
        call.Arguments.Count != arguments.Length ? throw new SqlNotRunException(
            $"{call.Name} does not run with {call.Arguments.Count} arguments.")
        : call.Window is { IsOrdered: true, Frame: "" } ? new(type, $"CAST({call.Call(call.Name, arguments)} AS {type.DuckDb})")
        : throw new SqlNotRunException($"[WINDOW_FUNCTION_WITHOUT_ORDER] {call.Name} needs ORDER BY in its window, and no frame.");

    static SqlValue Neighbour(SqlAggregate call)
    {
        var more = call.Arguments.Skip(1).ToArray();
        if (call.Arguments is not [var value, ..] || more.Length > 2 || (more.Length > 0 && more[0].Number is null))
        {
            throw new SqlNotRunException($"{call.Name} takes a value, how far as a literal, and what it is otherwise.");
        }

        var type = more.Length > 1 ? SparkCoercion.Widest([value, more[1]], call.Name) : value.Type;
        return call.Window is { IsOrdered: true, Frame: "" }
            ? new(
                type,
                call.Call(
                    call.Name,
                    [value.As(type).DuckDb, .. more.Take(1).Select(offset => offset.DuckDb), .. more.Skip(1).Select(other => other.As(type).DuckDb)]))
            : throw new SqlNotRunException($"[WINDOW_FUNCTION_WITHOUT_ORDER] {call.Name} needs ORDER BY in its window, and no frame.");
    }
}
