using ReleasePortal.Portal;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddPortal(builder.Configuration);

var app = builder.Build();
app.UsePortal();
await app.RunAsync();
