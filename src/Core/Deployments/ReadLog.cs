using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Deployments;

/// <summary>Lines of a deployment's log, in their order. Secrets were masked before they were written.</summary>
public sealed class ReadLog(IDbContextFactory<PortalDb> database)
{
    /// <param name="after">Only lines with a higher number; 0 for all.</param>
    public async Task<IReadOnlyList<LogLineView>> RunAsync(string pipeline, int deployment, int after, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.LogLines
            .Where(
                line => line.Sequence > after
                    && db.Deployments.Any(row => row.Id == line.DeploymentId && row.Pipeline == pipeline && row.Number == deployment))
            .OrderBy(line => line.Sequence)
            .Select(line => new LogLineView(line.Sequence, line.Step, line.At, line.Level, line.Text))
            .ToListAsync(cancellationToken);
    }
}

public sealed record LogLineView(int Number, int Step, DateTimeOffset At, LineLevel Level, string Text);
