using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Audit;
using ReleasePortal.Portal.Shell;

namespace ReleasePortal.Portal.Audit;

public sealed partial class AuditPage(ReadAudit read)
{
    const int Size = 100;

    /// <summary>A number as it stands in the address; anything else counts as none.</summary>
    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    protected override async Task<AuditView?> LoadAsync() => await read.RunAsync(Pipeline, Query.Number(Before), Size, Leaving);
}
