# 每晚在 Windows 上生成一份预览。由“任务计划程序”启动，也可以手工运行：
#   powershell -ExecutionPolicy Bypass -File highland-nightly.ps1 -Project D:\highland
# 退出码与程序的相同：0 正常，1 有新的错误，2 没有生成；任务计划程序的“上次运行结果”里看得到。
# 日志在项目的 output\preview\nightly.log，只留最近一千行。
param(
    [Parameter(Mandatory = $true)] [string] $Project,
    [string] $Highland = 'highland.exe',
    # 收件人用哪个地址打开 output\preview，例如 file://服务器/共享/preview
    [string] $Link = '',
    # 只检查：太旧、失败或没有，退出码不是 0
    [switch] $HealthCheck
)
$ErrorActionPreference = 'Stop'
# 程序输出 UTF-8；不设的话中文是乱码。
[Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)

if (-not (Test-Path (Join-Path $Project 'content\plan.yaml'))) {
    Write-Error "「$Project」里没有 content\plan.yaml，不是项目文件夹。"
    exit 2
}
$previews = Join-Path $Project 'output\preview'
New-Item -ItemType Directory -Force $previews | Out-Null
$log = Join-Path $previews 'nightly.log'

$arguments = @('nightly', '-C', $Project)
if ($HealthCheck) { $arguments += '--healthcheck' } else { $arguments += @('--keep', '30', '--wait', '600') }
if ($Link -and -not $HealthCheck) { $arguments += @('--link', $Link) }

# 程序的说明写在标准错误里，不是出错。
$ErrorActionPreference = 'Continue'
$said = & $Highland @arguments 2>&1 | ForEach-Object { "$_" }
$code = $LASTEXITCODE
$lines = @("[$(Get-Date -Format 'yyyy-MM-dd HH:mm')] 退出码 $code") + $said
$before = if (Test-Path $log) { Get-Content $log -Encoding UTF8 -Tail 1000 } else { @() }
Set-Content $log -Encoding UTF8 -Value (@($before) + $lines)
$said
exit $code
