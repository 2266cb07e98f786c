/**
 * What the guest does from its first moment on: loads the modules, takes this computer's files read-only as its own, runs
 * the script that is named on the kernel's command line with this computer's Node, and switches itself off.
 */

/** `lab_node`, `lab_entry` and the like come from the command line as the environment. */
export const initScript = `#!/bin/busybox sh
export PATH=/bin
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
while read module; do insmod /modules/$module; done < /modules/order
echo 'modules are loaded'
mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=512000,cache=loose computer /newroot
echo 'the computer is there'
mount -o bind /dev /newroot/dev
mount -t proc proc /newroot/proc
mount -t sysfs sys /newroot/sys
mount -t tmpfs run /newroot/run
mkdir /newroot/run/lab
chmod 777 /newroot/run/lab
ifconfig lo 127.0.0.1 up
chroot /newroot /usr/bin/env -i PATH="$lab_path" HOME=/run/lab TMPDIR=/run/lab LANG=C.UTF-8 LAB_OTHER="$lab_other" LAB_CASES="$lab_cases" "$lab_node" $lab_flags "$lab_entry" "$lab_rack"
echo "the test ended with $?; seconds up, and idle on both processors: $(cat /proc/uptime)"
poweroff -f
`;
