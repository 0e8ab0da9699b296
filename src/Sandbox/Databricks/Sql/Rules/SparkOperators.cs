namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>Arithmetic and comparison, with Spark's types and errors.</summary>
/// <remarks>
/// https://docs.databricks.com/aws/en/sql/language-manual/functions/slashsign and its neighbours; the precision of decimals as
/// https://docs.databricks.com/aws/en/sql/language-manual/data-types/decimal-type has it.
/// </remarks>
static class SparkOperators
{
    public static SqlValue Arithmetic(string sign, SqlValue left, SqlValue right)
    {
        if (SparkDates.Arithmetic(sign, left, right) is { } time)
        {
            return time;
        }

        if (!(left.Type.IsNumber || right.Type.IsNumber) || SparkCoercion.Widest(left.Type, right.Type) is not { IsNumber: true } widest)
        {
            throw SparkCoercion.Mismatch(sign, left.Type, right.Type);
        }

        // A text or NULL becomes what stands beside it.
        (left, right) = (left.Type.IsNumber ? left : left.As(widest), right.Type.IsNumber ? right : right.As(widest));
        if ((left.Type.IsDecimal || right.Type.IsDecimal) && !left.Type.IsFraction && !right.Type.IsFraction)
        {
            return Decimals(sign, left.As(SparkCoercion.AsDecimal(left)), right.As(SparkCoercion.AsDecimal(right)));
        }

        var type = sign is "/" ? SparkType.Double : sign is not "DIV" ? widest : widest.IsInteger ? SparkType.BigInt : throw SparkCoercion
            .Mismatch(sign, left.Type, right.Type);
        (left, right) = (left.As(type), right.As(type));
        return sign switch
        {
            "/" or "%" or "DIV" => new(type, Divided(left, right, $"{left.DuckDb} {(sign is "DIV" ? "//" : sign)} {right.DuckDb}")),
            _ => new(type, $"({left.DuckDb} {sign} {right.DuckDb})"),
        };
    }

    public static SqlValue Negative(SqlValue value) => value.Type.IsNumber || value.Type.IsInterval
        ? new(value.Type, $"(-{value.DuckDb})")
        : throw SparkCoercion.Mismatch("-", value.Type);

    public static SqlValue Comparison(string sign, SqlValue left, SqlValue right)
    {
        var (first, second) = (Exact(left, right), Exact(right, left));
        var type = SparkCoercion.Widest(first.Type, second.Type) is { } widest && (widest.IsAtomic || widest.IsVoid)
            ? widest
            : throw SparkCoercion.Mismatch(sign, left.Type, right.Type);
        return new(SparkType.Boolean, $"({first.As(type).DuckDb} {sign} {second.As(type).DuckDb})");
    }

    public static SqlValue Logic(string word, SqlValue left, SqlValue right) =>
        new(SparkType.Boolean, $"({Condition(left, word).DuckDb} {word} {Condition(right, word).DuckDb})");

    public static SqlValue Condition(SqlValue value, string where) => value.Type.Kind is SparkKind.Boolean or SparkKind.Void
        ? value.As(SparkType.Boolean)
        : throw SparkCoercion.Mismatch(where, value.Type);

    /// <summary>As text; null if one is, and then still a text.</summary>
    public static SqlValue Concat(params IEnumerable<SqlValue> values) =>
        new(SparkType.String, $"CAST({string.Join(" || ", values.Select(value => value.As(SparkType.String).DuckDb))} AS VARCHAR)");

    static SqlValue Exact(SqlValue value, SqlValue beside) =>
        beside.Type.IsDecimal && value.Number is not null ? value.As(SparkCoercion.AsDecimal(value)) : value;

    static SqlValue Decimals(string sign, SqlValue left, SqlValue right)
    {
        var ((_, p1, s1), (_, p2, s2)) = (left.Type, right.Type);
        var (precision, scale) = sign switch
        {
            "+" or "-" => (Math.Max(s1, s2) + Math.Max(p1 - s1, p2 - s2) + 1, Math.Max(s1, s2)),
            "*" => (p1 + p2 + 1, s1 + s2),
            "/" => (p1 - s1 + s2 + Math.Max(6, s1 + p2 + 1), Math.Max(6, s1 + p2 + 1)),
            "%" => (Math.Min(p1 - s1, p2 - s2) + Math.Max(s1, s2), Math.Max(s1, s2)),
            _ => (p1 - s1 + s2, 0),
        };
        var type = SparkCoercion.Adjusted(Math.Max(precision, 1), scale);

        // The engine is exact as long as no digit has to go.
        var text = sign is "+" or "-" or "*" && precision <= SparkType.MaxPrecision
            ? $"CAST({left.DuckDb} {sign} {right.DuckDb} AS {type.DuckDb})"
            : $"CAST({SparkNative.Decimal}(CAST({left.DuckDb} AS VARCHAR), '{sign}', CAST({right.DuckDb} AS VARCHAR), {type.Scale}) AS {type.DuckDb})";
        var value = new SqlValue(type, sign is "/" or "%" or "DIV" ? Divided(left, right, text) : text);
        return sign is "DIV" ? value.As(SparkType.BigInt) : value;
    }

    /// <summary>Only what is there is divided: of NULL and 0 the answer is NULL.</summary>
    static string Divided(SqlValue left, SqlValue right, string quotient) =>
        $"(CASE WHEN {left.DuckDb} IS NULL THEN NULL WHEN {right.DuckDb} = 0 THEN error('[DIVIDE_BY_ZERO] Division by zero.') ELSE {quotient} END)";
}
