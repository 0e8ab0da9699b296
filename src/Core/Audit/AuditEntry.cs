using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReleasePortal.Core.Audit;

/// <summary>One thing that somebody, or the portal itself, did. Each entry carries the hash of the one before, so
/// that a changed or missing one shows.</summary>
public sealed class AuditEntry
{
    AuditEntry()
    {
    }

    public AuditEntry(
        AuditEntry? before, DateTimeOffset at, Guid? actorId, string actor, string? address, string? pipeline, string action,
        string subject, string? details)
    {
        Sequence = (before?.Sequence ?? 0) + 1;
        At = new(at.UtcTicks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
        ActorId = actorId;
        Actor = actor;
        Address = address;
        Pipeline = pipeline;
        Action = action;
        Subject = subject;
        Details = details;
        PreviousHash = before?.Hash ?? "";
        Hash = ComputeHash();
    }

    /// <summary>1, 2, 3, … without a gap.</summary>
    public long Sequence { get; private set; }

    /// <summary>Whole milliseconds, so that every database gives back what was hashed.</summary>
    public DateTimeOffset At { get; private set; }

    public Guid? ActorId { get; private set; }

    public string Actor { get; private set; } = null!;

    public string? Address { get; private set; }

    public string? Pipeline { get; private set; }

    /// <summary>A verb in the past tense: "approved", "requested".</summary>
    public string Action { get; private set; } = null!;

    public string Subject { get; private set; } = null!;

    public string? Details { get; private set; }

    public string PreviousHash { get; private set; } = null!;

    public string Hash { get; private set; } = null!;

    /// <summary>SHA-256 over all other fields, each with its length, so that no two entries can read alike.</summary>
    public string ComputeHash()
    {
        string?[] fields =
        [
            Sequence.ToString(CultureInfo.InvariantCulture), At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ActorId?.ToString(), Actor, Address, Pipeline, Action, Subject, Details, PreviousHash,
        ];
        var text = string.Concat(fields.Select(field => field is null ? "-;" : $"{field.Length}:{field};"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
