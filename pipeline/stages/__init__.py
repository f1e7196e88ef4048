"""What becomes of one episode, stage by stage: values in, values and bytes out. No stage knows another one."""
