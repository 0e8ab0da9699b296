using ReleasePortal.Core;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Portal;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddCore(builder.Configuration).AddPortal(builder.Configuration);

var app = builder.Build();
app.UsePortal();
await app.Services.GetRequiredService<PrepareDatabase>().RunAsync(CancellationToken.None);
await app.RunAsync();
