using Microsoft.AspNetCore.Components;
using ReleasePortal.Core.Audit;

namespace ReleasePortal.Portal.Audit;

public sealed partial class AuditPage(ReadAudit read)
{
    const int Size = 100;

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    protected override async Task<AuditView?> LoadAsync() => await read.RunAsync(Pipeline, Before, Size, Leaving);
}
