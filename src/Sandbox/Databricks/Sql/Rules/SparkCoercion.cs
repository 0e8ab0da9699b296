namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>Which type two types become where they meet, with spark.sql.ansi.enabled.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datatype-rules</remarks>
static class SparkCoercion
{
    /// <summary>Of comparisons, CASE, coalesce, IN, UNION and all else that asks for one type. Null if there is none.</summary>
    public static SparkType? Widest(SparkType left, SparkType right)
    {
        if (left == right || right.IsVoid)
        {
            return left;
        }

        if (left.IsVoid)
        {
            return right;
        }

        if (left.IsString || right.IsString)
        {
            var other = left.IsString ? right : left;
            return !other.IsAtomic ? null : other.IsInteger ? SparkType.BigInt : other.IsNumber ? SparkType.Double : other;
        }

        return left.IsNumber && right.IsNumber ? WidestNumber(left, right)
            : left.Kind is SparkKind.Date or SparkKind.Timestamp && right.Kind is SparkKind.Date or SparkKind.Timestamp
                ? SparkType.Timestamp
            : null;
    }

    public static SparkType Widest(IEnumerable<SqlValue> values, string where)
    {
        var types = values.Select(value => value.Type).ToArray();
        var widest = SparkType.Void;
        foreach (var type in types.OrderByDescending(type => type.IsString))
        {
            widest = Widest(widest, type) ?? throw Mismatch(where, types);
        }

        return widest.IsAtomic || widest.IsVoid ? widest : throw Mismatch(where, types);
    }

    /// <summary>The decimal that an integer becomes beside a decimal; a literal has only the digits that it has.</summary>
    public static SparkType AsDecimal(SqlValue value) => value.Type.IsDecimal ? value.Type
        : value.Number is { } number ? SparkType.Decimal(Math.Max(1, System.Numerics.BigInteger.Abs(number).ToString(null, null).Length), 0)
        : AsDecimal(value.Type);

    public static SqlNotRunException Mismatch(string where, params IEnumerable<SparkType> types) =>
        new($"[DATATYPE_MISMATCH] {where} does not take the types {string.Join(" and ", types.Select(type => $"\"{type}\""))} together.");

    /// <summary>A sum of precision and scale that may be too much, cut where Spark cuts it: at least six digits of
    /// the fraction stay.</summary>
    public static SparkType Adjusted(int precision, int scale) => precision <= SparkType.MaxPrecision
        ? SparkType.Decimal(precision, scale)
        : SparkType.Decimal(SparkType.MaxPrecision, Math.Max(SparkType.MaxPrecision - (precision - scale), Math.Min(scale, 6)));

    public static SparkType Bounded(int precision, int scale) =>
        SparkType.Decimal(Math.Min(precision, SparkType.MaxPrecision), Math.Min(scale, SparkType.MaxPrecision));

    static SparkType WidestNumber(SparkType left, SparkType right)
    {
        if (left.IsFraction || right.IsFraction)
        {
            return left.Kind is SparkKind.Float && right.Kind is SparkKind.Float ? left : SparkType.Double;
        }

        if (!left.IsDecimal && !right.IsDecimal)
        {
            return left.Kind > right.Kind ? left : right;
        }

        var (first, second) = (AsDecimal(left), AsDecimal(right));
        var scale = Math.Max(first.Scale, second.Scale);
        return Bounded(Math.Max(first.Precision - first.Scale, second.Precision - second.Scale) + scale, scale);
    }

    static SparkType AsDecimal(SparkType type) => type.Kind switch
    {
        SparkKind.TinyInt => SparkType.Decimal(3, 0),
        SparkKind.SmallInt => SparkType.Decimal(5, 0),
        SparkKind.Int => SparkType.Decimal(10, 0),
        SparkKind.BigInt => SparkType.Decimal(20, 0),
        _ => type,
    };
}
