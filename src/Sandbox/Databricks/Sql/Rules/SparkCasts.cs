namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>
/// <c>cast</c> and <c>try_cast</c> with Spark's rules. Texts as nearly all are written the engine reads by itself, and fast;
/// <see cref="SparkTexts"/> reads the others.
/// </summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/functions/cast</remarks>
static class SparkCasts
{
    const string Day = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    /// <summary>Texts that the engine reads to the same end.</summary>
    static readonly Dictionary<SparkKind, string> Usual = new()
    {
        [SparkKind.TinyInt] = "-?[0-9]+",
        [SparkKind.SmallInt] = "-?[0-9]+",
        [SparkKind.Int] = "-?[0-9]+",
        [SparkKind.BigInt] = "-?[0-9]+",
        [SparkKind.Decimal] = @"-?[0-9]+(\.[0-9]+)?",
        [SparkKind.Float] = @"-?[0-9]+(\.[0-9]+)?",
        [SparkKind.Double] = @"-?[0-9]+(\.[0-9]+)?",
        [SparkKind.Boolean] = "true|false",
        [SparkKind.Date] = Day,
        [SparkKind.Timestamp] = $@"{Day} [0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(\.[0-9]{{1,6}})?",
    };

    /// <param name="isTry">What cannot be cast is null; otherwise it ends the statement.</param>
    /// <exception cref="SqlNotRunException">There is no such cast.</exception>
    public static SqlValue Cast(SqlValue value, SparkType type, bool isTry)
    {
        if (value.Type == type)
        {
            return value;
        }

        if (type.IsVoid || !type.IsAtomic || !(value.Type.IsAtomic || value.Type.IsVoid))
        {
            throw Refused(value.Type, type);
        }

        return new(
            type,
            value.Type.IsString ? OfText(value.DuckDb, type, isTry) : type.IsString ? ToText(value) : Converted(
                value, type, isTry ? "TRY_CAST" : "CAST"));
    }

    static string Converted(SqlValue value, SparkType type, string cast)
    {
        var (from, text) = (value.Type, value.DuckDb);
        var plain = $"{cast}({text} AS {type.DuckDb})";
        if (from.IsVoid)
        {
            return plain;
        }

        if (from.IsNumber && type.IsNumber)
        {
            return (from.Kind, type.Kind) switch
            {
                // By its digits, as Spark rounds it, and not by the binary fraction that it is.
                (SparkKind.Float or SparkKind.Double, SparkKind.Decimal) =>
                    $"{cast}(CAST(CAST({text} AS DOUBLE) AS VARCHAR) AS {type.DuckDb})",
                (SparkKind.Decimal or SparkKind.Float or SparkKind.Double, <= SparkKind.BigInt) =>
                    $"{cast}(trunc({text}) AS {type.DuckDb})",
                (SparkKind.Decimal, SparkKind.Float or SparkKind.Double) when from.Precision > 15 =>
                    $"{cast}(CAST({text} AS VARCHAR) AS {type.DuckDb})",
                _ => plain,
            };
        }

        return (from.Kind, type.Kind) switch
        {
            (SparkKind.Boolean, SparkKind.Decimal) => $"{cast}(CAST({text} AS INTEGER) AS {type.DuckDb})",
            (SparkKind.Boolean, <= SparkKind.Double) => plain,
            ( <= SparkKind.Double, SparkKind.Boolean) => $"({text} <> 0)",
            (SparkKind.Date, SparkKind.Timestamp) or (SparkKind.Timestamp, SparkKind.Date) => plain,
            _ => throw Refused(from, type),
        };
    }

    static string OfText(string text, SparkType type, bool isTry)
    {
        var attempt = $"CASE WHEN regexp_full_match({text}, '{Usual[type.Kind]}') THEN TRY_CAST({text} AS {type.DuckDb}) "
            + $"ELSE TRY_CAST({SparkNative.Read}({text}, '{type.Kind}') AS {type.DuckDb}) END";
        return isTry ? $"({attempt})"
            : $"(CASE WHEN {text} IS NULL THEN NULL ELSE coalesce({attempt}, error(concat('[CAST_INVALID_INPUT] The value ''', {text}, "
                + $"''' of the type \"STRING\" cannot be cast to \"{type}\" because it is malformed.'))) END)";
    }

    static string ToText(SqlValue value) => value.Type switch
    {
        { IsFraction: true } type => $"{(type.Kind is SparkKind.Float ? SparkNative.FloatText : SparkNative.DoubleText)}({value.DuckDb})",

        // The engine leaves out the zero before the point where no digit may stand there.
        { IsDecimal: true } type when type.Precision == type.Scale && type.Scale < SparkType.MaxPrecision =>
            $"CAST(CAST({value.DuckDb} AS DECIMAL({type.Precision + 1},{type.Scale})) AS VARCHAR)",
        { IsDecimal: true } type when type.Precision == type.Scale => throw Refused(type, SparkType.String),
        _ => $"CAST({value.DuckDb} AS VARCHAR)",
    };

    static SqlNotRunException Refused(SparkType from, SparkType to) =>
        new($"[DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION] The sandbox does not cast \"{from}\" to \"{to}\".");
}
