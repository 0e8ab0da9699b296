namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>The numbers stand in the order in which one widens to the next.</summary>
enum SparkKind
{
    TinyInt,
    SmallInt,
    Int,
    BigInt,
    Decimal,
    Float,
    Double,
    Boolean,
    String,
    Date,
    Timestamp,

    /// <summary>Of a bare NULL.</summary>
    Void,

    /// <summary>Years and months; the next are days, and what has hours or less.</summary>
    Months,
    Days,
    Time,

    /// <summary>Made and used up within one expression.</summary>
    Struct,
}

/// <summary>A type of Spark SQL. Every expression is written so that its type in DuckDB is the one of the same meaning.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datatypes</remarks>
sealed record SparkType(SparkKind Kind, int Precision = 0, int Scale = 0)
{
    public const int MaxPrecision = 38;

    static readonly (SparkKind Kind, string Spark, string DuckDb)[] Names =
    [
        (SparkKind.TinyInt, "TINYINT", "TINYINT"), (SparkKind.TinyInt, "BYTE", "TINYINT"),
        (SparkKind.SmallInt, "SMALLINT", "SMALLINT"), (SparkKind.SmallInt, "SHORT", "SMALLINT"),
        (SparkKind.Int, "INT", "INTEGER"), (SparkKind.Int, "INTEGER", "INTEGER"),
        (SparkKind.BigInt, "BIGINT", "BIGINT"), (SparkKind.BigInt, "LONG", "BIGINT"),
        (SparkKind.Float, "FLOAT", "FLOAT"), (SparkKind.Float, "REAL", "FLOAT"), (SparkKind.Double, "DOUBLE", "DOUBLE"),
        (SparkKind.Boolean, "BOOLEAN", "BOOLEAN"), (SparkKind.String, "STRING", "VARCHAR"), (SparkKind.Date, "DATE", "DATE"),
        (SparkKind.Timestamp, "TIMESTAMP", "TIMESTAMP"), (SparkKind.Timestamp, "TIMESTAMP_LTZ", "TIMESTAMP"),
    ];

    public static readonly SparkType Int = new(SparkKind.Int);
    public static readonly SparkType BigInt = new(SparkKind.BigInt);
    public static readonly SparkType Double = new(SparkKind.Double);
    public static readonly SparkType Boolean = new(SparkKind.Boolean);
    public static readonly SparkType String = new(SparkKind.String);
    public static readonly SparkType Date = new(SparkKind.Date);
    public static readonly SparkType Timestamp = new(SparkKind.Timestamp);
    public static readonly SparkType Void = new(SparkKind.Void);

    public bool IsInteger => Kind <= SparkKind.BigInt;

    public bool IsDecimal => Kind is SparkKind.Decimal;

    public bool IsFraction => Kind is SparkKind.Float or SparkKind.Double;

    public bool IsNumber => Kind <= SparkKind.Double;

    public bool IsString => Kind is SparkKind.String;

    public bool IsVoid => Kind is SparkKind.Void;

    public bool IsInterval => Kind is SparkKind.Months or SparkKind.Days or SparkKind.Time;

    /// <summary>What a column can hold.</summary>
    public bool IsAtomic => Kind <= SparkKind.Timestamp;

    public string DuckDb => IsDecimal ? $"DECIMAL({Precision},{Scale})" : Names.First(name => name.Kind == Kind).DuckDb;

    public static SparkType Decimal(int precision, int scale) => new(SparkKind.Decimal, precision, scale);

    /// <summary>Null if the sandbox has no such type.</summary>
    public static SparkType? OfSpark(string name) =>
        Names.Where(known => known.Spark.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(known => new SparkType(known.Kind))
            .FirstOrDefault();

    /// <exception cref="SqlNotRunException">No statement of Spark made a column of this type.</exception>
    public static SparkType OfDuckDb(string name) =>
        name.StartsWith("DECIMAL(", StringComparison.Ordinal) && name["DECIMAL(".Length..^1].Split(',') is [var precision, var scale]
        ? Decimal(int.Parse(precision, null), int.Parse(scale, null))
        : Names.Where(known => known.DuckDb == name).Select(known => new SparkType(known.Kind)).FirstOrDefault()
            ?? throw new SqlNotRunException($"The sandbox does not know columns of the type {name}.");

    /// <summary>As <c>typeof</c> and the errors of Spark write it.</summary>
    public override string ToString() => IsDecimal ? $"DECIMAL({Precision},{Scale})"
        : IsInterval || Kind is SparkKind.Void or SparkKind.Struct ? (IsInterval ? "INTERVAL" : Kind.ToString().ToUpperInvariant())
        : Names.First(name => name.Kind == Kind).Spark;
}
