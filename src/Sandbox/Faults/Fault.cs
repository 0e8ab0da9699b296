using System.Text.Json.Serialization;

namespace ReleasePortal.Sandbox.Faults;

/// <summary>What goes wrong, for which calls. Latency may come with any of the others; of those, give one.</summary>
public sealed record Fault
{
    /// <summary>entra, arm, github, dev, test or prod; null means all of them.</summary>
    public string? StandIn { get; init; }

    /// <summary>The HTTP method; null means any.</summary>
    public string? Method { get; init; }

    /// <summary>The path with <c>*</c> for any text, compared without regard to case; null means any.</summary>
    public string? Path { get; init; }

    /// <summary>So many matching calls stay healthy first.</summary>
    public int Skip { get; init; }

    /// <summary>So many calls fail; null means until the rule is cleared.</summary>
    public int? Times { get; init; } = 1;

    public int LatencyMilliseconds { get; init; }

    /// <summary>Answers with this status instead.</summary>
    public int? Status { get; init; }

    public string? Body { get; init; }

    public int? RetryAfterSeconds { get; init; }

    /// <summary>Never answers.</summary>
    public bool Hang { get; init; }

    /// <summary>Cuts the connection without an answer.</summary>
    public bool Reset { get; init; }

    /// <summary>Lets the call do its work first, so that only the answer is lost.</summary>
    public FaultMoment When { get; init; } = FaultMoment.Before;
}

[JsonConverter(typeof(JsonStringEnumConverter<FaultMoment>))]
public enum FaultMoment
{
    Before,
    After,
}
