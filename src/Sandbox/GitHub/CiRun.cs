namespace ReleasePortal.Sandbox.GitHub;

/// <summary>One run of the repository's little CI. What it shows follows from the time that has passed, so a restart
/// changes nothing.</summary>
/// <param name="Fails">Whether the commit's message asks for a failure.</param>
sealed record CiRun(long Id, string Sha, DateTimeOffset PushedAt, TimeSpan Duration, bool Fails)
{
    public static readonly string[] CheckNames = ["Lint notebooks", "Unit tests", "Bundle valid"];

    const string Broken = "Unit tests";

    public DateTimeOffset DoneAt => PushedAt + Duration;

    public IReadOnlyList<CheckRun> Checks(DateTimeOffset now) =>
        [.. CheckNames.Select((name, index) => Check(name, index, now))];

    public string Status(DateTimeOffset now) => now >= DoneAt ? "completed" : now >= PushedAt + (Duration * 0.2) ? "in_progress" : "queued";

    public string? Conclusion(DateTimeOffset now) => now < DoneAt ? null : Fails ? "failure" : "success";

    CheckRun Check(string name, int index, DateTimeOffset now)
    {
        var started = PushedAt + (Duration * 0.2);
        var done = PushedAt + (Duration * (0.6 + (0.2 * index)));
        var failed = Fails && name is Broken;
        return new(Id + index + 1, name, now >= done ? "completed" : now >= started ? "in_progress" : "queued")
        {
            StartedAt = now >= started ? started : null,
            CompletedAt = now >= done ? done : null,
            Conclusion = now < done ? null : failed ? "failure" : "success",
            Title = now < done ? null : failed ? "2 of 14 tests failed" : Success(name),
            Summary = now < done ? null : failed
                ? "test_orders_curated_has_no_negative_amounts: expected 0 rows, found 3\ntest_orders_agg_covers_every_day: 2024-02-29 is missing"
                : Success(name),
        };
    }

    static string Success(string name) => name switch
    {
        "Lint notebooks" => "No findings",
        "Unit tests" => "14 tests passed",
        _ => "Validation OK for dev, test and prod",
    };
}

sealed record CheckRun(long Id, string Name, string Status)
{
    public string? Conclusion { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public string? Title { get; init; }

    public string? Summary { get; init; }
}
