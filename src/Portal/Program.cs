using ReleasePortal.Portal;
using ReleasePortal.Portal.Background;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddPortal(builder.Configuration);

var app = builder.Build();
app.UsePortal();
if (!await app.PrepareAsync())
{
    return 1;
}

await app.RunAsync();
return 0;
