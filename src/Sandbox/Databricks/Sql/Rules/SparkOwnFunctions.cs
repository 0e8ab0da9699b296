namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>Functions whose answer's type hangs on what they are given, or that treat nulls and literals in a way of their own.</summary>
static class SparkOwnFunctions
{
    /// <returns>Null if it is none of them.</returns>
    public static SqlValue? Call(string name, IReadOnlyList<SqlValue> arguments) => (name.ToUpperInvariant(), arguments) switch
    {
        ("ABS", [{ Type.IsNumber: true } number]) => new(number.Type, $"abs({number.DuckDb})"),
        ("ASSERT_TRUE", [var condition, var message]) => new(
            SparkType.Void,
            $"CASE WHEN {SparkOperators.Condition(condition, name).DuckDb} THEN NULL ELSE error({message.As(SparkType.String).DuckDb}) END"),
        ("CEIL" or "CEILING", [var number]) => Whole("ceil", number),
        ("COALESCE" or "NVL" or "IFNULL", [_, ..]) when name.Length > 3 || arguments.Count == 2 => Widened("coalesce", arguments),
        ("CONCAT", [_, ..]) => SparkOperators.Concat(arguments),
        ("CONCAT_WS", [_, ..]) =>
            new(SparkType.String, $"concat_ws({string.Join(", ", arguments.Select(argument => argument.As(SparkType.String).DuckDb))})"),
        ("DATE_FORMAT", [var time, var pattern]) =>
            new(
                SparkType.String,
                $"{SparkNative.Format}({SparkFunctions.Argument(name, time, SparkType.Timestamp)}, {SqlValue.Quoted(SparkTimes.Pattern(pattern))})"),
        ("DATE_TRUNC", [var unit, var time]) => SparkDates.Truncated(unit, time),
        ("FLOOR", [var number]) => Whole("floor", number),
        ("GREATEST" or "LEAST", [_, _, ..]) =>
            arguments.All(argument => argument.Type.IsVoid || argument.Type.IsString == arguments.Any(other => other.Type.IsString))
            ? Widened(name, arguments)
            : throw SparkCoercion.Mismatch(name, arguments.Select(argument => argument.Type)),
        ("IF" or "IFF", [var condition, var then, var otherwise]) =>
            SparkFunctions.Case([(SparkOperators.Condition(condition, name).DuckDb, then)], otherwise),
        ("ISNULL", [var value]) => new(SparkType.Boolean, $"({value.DuckDb} IS NULL)"),
        ("ISNOTNULL", [var value]) => new(SparkType.Boolean, $"({value.DuckDb} IS NOT NULL)"),
        ("MOD", [var left, var right]) => SparkOperators.Arithmetic("%", left, right),
        ("NAMED_STRUCT", [_, ..]) when arguments.Count % 2 == 0 => Struct(arguments),
        ("NULLIF", [var value, var other]) =>
            SparkFunctions.Case([(SparkOperators.Comparison("=", value, other).DuckDb, SqlValue.Null)], value),
        ("NVL2", [var value, var then, var otherwise]) => SparkFunctions.Case([($"{value.DuckDb} IS NOT NULL", then)], otherwise),
        ("RAISE_ERROR", [var message]) => new(SparkType.Void, $"error({message.As(SparkType.String).DuckDb})"),
        ("ROUND", [var number]) => Rounded(number, 0),
        ("ROUND", [var number, { Number: { } digits }]) when System.Numerics.BigInteger.Abs(digits) <= SparkType.MaxPrecision =>
            Rounded(number, (int)digits),
        ("SHA2", [var text, { Number: { } bits }]) when bits == 256 || bits == 0 =>
            new(SparkType.String, $"sha256({text.As(SparkType.String).DuckDb})"),
        ("SUBSTR" or "SUBSTRING", [var text, var start]) => Substring(text, start, null),
        ("SUBSTR" or "SUBSTRING", [var text, var start, var length]) => Substring(text, start, length),
        ("TO_DATE", [var text, var pattern]) => Parsed(text, pattern).As(SparkType.Date),
        ("TO_JSON", [{ Type.Kind: SparkKind.Struct } value]) => new(SparkType.String, SparkJson.Of(value)),
        ("TO_TIMESTAMP", [var text, var pattern]) => Parsed(text, pattern),
        ("TRUNC", [var day, var unit]) => SparkDates.TruncatedDay(day, unit),
        ("TYPEOF", [var value]) => Typed(value),
        _ => null,
    };

    static SqlValue Widened(string name, IReadOnlyList<SqlValue> arguments)
    {
        var type = SparkCoercion.Widest(arguments, name);
        return type.IsVoid
            ? SqlValue.Null
            : new(type, $"{name}({string.Join(", ", arguments.Select(argument => argument.As(type).DuckDb))})");
    }

    /// <summary>The next whole number: of a decimal a decimal, of all else a BIGINT.</summary>
    static SqlValue Whole(string function, SqlValue number) => number.Type switch
    {
        { IsDecimal: true, Scale: 0 } => number,
        { IsDecimal: true } type when SparkCoercion.Bounded(type.Precision - type.Scale + 1, 0) is var whole =>
            new(whole, $"CAST({function}({number.DuckDb}) AS {whole.DuckDb})"),
        { IsInteger: true } => number.As(SparkType.BigInt),
        { IsFraction: true } => new(SparkType.BigInt, $"CAST({function}({number.DuckDb}) AS BIGINT)"),
        var other => throw SparkCoercion.Mismatch(function, other),
    };

    /// <summary>Half up; of a double by the digits that its text has.</summary>
    static SqlValue Rounded(SqlValue number, int digits)
    {
        switch (number.Type)
        {
            case { IsInteger: true }:
                return digits >= 0 ? number : new(number.Type, $"CAST(round({number.DuckDb}, {digits}) AS {number.Type.DuckDb})");
            case { IsDecimal: true } type when digits >= 0:
                var scale = Math.Min(type.Scale, digits);
                return number.As(SparkType.Decimal(Math.Min(type.Precision - type.Scale + 1 + scale, SparkType.MaxPrecision), scale));
            case { IsFraction: true } type:
                return new(type, $"CAST({SparkNative.Round}(CAST({number.DuckDb} AS DOUBLE), {digits}) AS {type.DuckDb})");
            default:
                throw SparkCoercion.Mismatch($"round to {digits} digits", number.Type);
        }
    }

    /// <summary>Position 0 is the first letter, a negative one counts from the end and may lie before the first; a
    /// negative length is none.</summary>
    static SqlValue Substring(SqlValue value, SqlValue position, SqlValue? count)
    {
        var (text, start) = (SparkFunctions.Argument("substring", value, SparkType.String), SparkFunctions
            .Argument("substring", position, SparkType.Int));
        var length = count is null ? $"length({text})" : SparkFunctions.Argument("substring", count, SparkType.Int);
        var first = $"(CASE WHEN {start} > 0 THEN CAST({start} AS BIGINT) - 1 WHEN {start} < 0 THEN length({text}) + {start} ELSE 0 END)";
        var end = $"({first} + {length})";
        return new(
            SparkType.String,
            $"(CASE WHEN {text} IS NULL OR {start} IS NULL OR {length} IS NULL THEN NULL WHEN {end} <= greatest({first}, 0) THEN '' "
            + $"ELSE substring({text}, greatest({first}, 0) + 1, {end} - greatest({first}, 0)) END)");
    }

    static SqlValue Parsed(SqlValue text, SqlValue pattern) => text.Type.IsString || text.Type.IsVoid
        ? new(
            SparkType.Timestamp,
            $"{SparkNative.Parse}({text.As(SparkType.String).DuckDb}, {SqlValue.Quoted(SparkTimes.PatternToRead(pattern))})")
        : throw SparkCoercion.Mismatch("to_date and to_timestamp with a pattern", text.Type);

    static SqlValue Struct(IReadOnlyList<SqlValue> arguments) => new(new(SparkKind.Struct), "NULL")
    {
        Fields = [.. arguments.Chunk(2)
            .Select(pair => (pair[0].Text ?? throw new SqlNotRunException("named_struct takes literals as names."), pair[1]))],
    };

    /// <summary>Checked against what the engine makes of it: nothing here has another type than is said.</summary>
    static SqlValue Typed(SqlValue value) => value.Type.IsVoid
        ? SqlValue.Literal("void")
        : new(
            SparkType.String,
            $"(CASE WHEN typeof({value.DuckDb}) = '{value.Type.DuckDb}' THEN '{value.Type.ToString().ToLowerInvariant()}' "
            + $"ELSE error('The engine has ' || typeof({value.DuckDb})) END)");
}
